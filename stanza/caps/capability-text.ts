/**
 * The text whose octets are hashed, and what makes it an error (XEP-0390 section 4.1).
 */
import {
  childElements,
  joinEnded,
  joinSorted,
  languageOf,
  separators,
  type Element,
} from '../core/index.js';
import {
  NS_DISCO_INFO,
  readDiscoInfo,
  type DiscoField,
  type DiscoForm,
  type DiscoIdentity,
  type DiscoInfo,
} from '../disco/index.js';
import { hasType, infoFault, isFormType } from './info-fault.js';

const NS_DATA = 'jabber:x:data';
const { file, group, record, unit } = separators;

/** Writes down `info` for hashing. Ill-formed info has a text too, which proves nothing. */
export const capabilityText = ({ features, identities, forms }: DiscoInfo): string =>
  [
    joinSorted(features.map((feature) => feature + unit)),
    joinSorted(identities.map(identityText)),
    joinSorted(forms.map(formText)),
  ]
    .map((part) => part + file)
    .join('');

const identityText = ({ category, type, lang = '', name = '' }: DiscoIdentity): string =>
  joinEnded([category, type, lang, name], unit) + record;

const formText = ({ fields }: DiscoForm): string => joinSorted(fields.map(fieldText)) + group;

const fieldText = ({ var: name, values }: DiscoField): string =>
  name + unit + joinSorted(values.map((value) => value + unit)) + record;

/**
 * What is wrong with the answer `iq`, `undefined` for nothing.
 *
 * The steps 1 to 3 of section 4.1 refuse elements that would not be hashed. What is there twice is
 * refused as in XEP-0115: no honest answer has it.
 */
export function capabilityFault(iq: Element): string | undefined {
  const info = readDiscoInfo(iq);
  const query = iq.getChild('query', NS_DISCO_INFO);
  if (info === undefined || query === undefined) return 'no query is there';
  const strange = childElements(query).find((el) => !isHashed(el));
  if (strange !== undefined) return `<${strange.getName()}/> is not hashed`;
  const isTyped = info.forms.every(
    (form) => hasType(form) && form.fields.filter(isFormType).length === 1,
  );
  return isTyped ? infoFault(info) : 'a form has no FORM_TYPE';
}

const isHashed = (el: Element): boolean =>
  el.is('identity', NS_DISCO_INFO) ||
  el.is('feature', NS_DISCO_INFO) ||
  (el.is('x', NS_DATA) && !el.getChild('reported', NS_DATA) && !el.getChild('item', NS_DATA));

/**
 * Reads the answer `iq` as it may have been hashed: with the languages that identities have
 * themselves, and with the one in force around them, which "implementations must take … into account"
 * and servers stamp on stanzas that had none.
 */
export function readHashedInfo(iq: Element): DiscoInfo[] {
  const info = readDiscoInfo(iq);
  const query = iq.getChild('query', NS_DISCO_INFO);
  if (info === undefined || query === undefined) return [];
  const around = languageOf(query);
  if (around === undefined || info.identities.every(({ lang }) => lang !== undefined))
    return [info];
  return [info, { ...info, identities: info.identities.map((one) => ({ lang: around, ...one })) }];
}
