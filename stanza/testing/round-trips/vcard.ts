import fc from 'fast-check';
import {
  readVcard,
  vcardElement,
  xml,
  type Vcard,
  type VcardAddress,
  type VcardEmail,
  type VcardMarital,
  type VcardName,
  type VcardOrganization,
  type VcardPhone,
  type VcardPhoto,
} from '../../index.js';
import { base64, printed, shape, some, text, words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

/** What there is no name for, as text that stands alone. */
const rest = some(
  fc
    .tuple(text, fc.constantFrom('vcard-temp', 'urn:x'))
    .map(([said, xmlns]) => printed(xml('X-ODD', { xmlns }, xml('a', { b: said }, said)))),
  1,
);
const flags = (...names: string[]) => fc.subarray(names, { minLength: 1 });
/** Of white space alone is none. */
const w = words.filter((each) => each.trim() !== '');

const address = shape<VcardAddress>(
  {},
  {
    ...{ types: flags('home', 'work', 'postal', 'parcel', 'dom', 'intl', 'pref'), rest },
    ...{ pobox: w, extadd: w, street: w, locality: w, region: w, pcode: w, ctry: w },
  },
).filter(says);
const phone = shape<VcardPhone>({}, { types: flags('home', 'voice', 'cell'), number: w, rest });
const email = shape<VcardEmail>({}, { types: flags('work', 'internet'), userid: w, rest });
const name = shape<VcardName>(
  {},
  { family: w, given: w, middle: w, prefix: w, suffix: w, rest },
).filter(says);
const photo = shape<VcardPhoto>({}, { type: w, binval: base64, extval: w, rest }).filter(says);
const org = shape<VcardOrganization>({}, { name: w, units: some(w, 1), rest }).filter(says);
const marital = shape<VcardMarital>({}, { status: w, rest }).filter(says);

/** A part that is empty is none. */
function says(part: object): boolean {
  return Object.keys(part).length > 0;
}

export const vcard = [
  roundTrip({
    builders: { vcardElement },
    readers: { readVcard },
    of: shape<Vcard>(
      {},
      {
        ...{ fn: w, nickname: w, bday: w, jabberid: w, title: w, role: w, url: w, desc: w },
        ...{ note: w, gender: w, n: name, photo, org, marital, rest },
        ...{ adr: some(address, 1), tel: some(phone.filter(says), 1) },
        email: some(email.filter(says), 1),
      },
    ),
    build: (given) => inIq(vcardElement(given)),
    read: readVcard,
  }),
];
