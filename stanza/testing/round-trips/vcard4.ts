import {
  readVcard4,
  vcard4Element,
  type Vcard4,
  type Vcard4Address,
  type Vcard4Name,
} from '../../index.js';
import { foreign, shape, some, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const t = trimmed;
const list = some(trimmed, 1);
const says = (part: object): boolean => Object.keys(part).length > 0;

const name = shape<Vcard4Name>(
  {},
  { surname: t, given: t, additional: t, prefix: t, suffix: t },
).filter(says);
const address = shape<Vcard4Address>(
  {},
  { pobox: t, ext: t, street: t, locality: t, region: t, code: t, country: t },
).filter(says);

export const vcard4 = [
  roundTrip({
    builders: { vcard4Element },
    readers: { readVcard4 },
    of: shape<Vcard4>(
      {},
      {
        ...{ fn: t, bday: t, note: t, title: t, role: t, photo: t, lang: t, tz: t, org: t },
        ...{ gender: t, nickname: list, email: list, tel: list, impp: list, url: list },
        ...{ n: name, adr: some(address, 1), rest: some(foreign, 1) },
      },
    ),
    build: vcard4Element,
    read: readVcard4,
  }),
];
