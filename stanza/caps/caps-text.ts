/**
 * The text whose hash is the verification string (XEP-0115 section 5.1), and what makes an answer
 * ill-formed (section 5.4).
 */
import { compareOctets } from '../core/index.js';
import type { DiscoForm, DiscoIdentity, DiscoInfo } from '../disco/index.js';
import { hasType, infoFault, isFormType } from './info-fault.js';

/**
 * Writes down `info` for hashing (section 5.1).
 *
 * Ill-formed info has a text too, which proves nothing: see {@link capsFault}.
 */
export function capsText(info: DiscoInfo): string {
  const forms = info.forms.filter(hasType).sort(by((form) => [form.formType]));
  const parts = [
    ...[...info.identities].sort(by(identityKey)).map(identityText),
    ...[...info.features].sort(compareOctets),
    ...forms.flatMap(formParts),
  ];
  return parts.map((part) => `${part}<`).join('');
}

/**
 * What is wrong with `info` as the answer behind a verification string; `undefined` for nothing.
 *
 * Section 5.4 names identities, features and forms that are there twice, and a `FORM_TYPE` with
 * different values. A `<` in a part could stand for the end of that part, and a slash in an
 * identity's category, type or language for the end of those: such an answer could be given for the
 * hash of another one (section 9.3), so it is as ill.
 */
export function capsFault(info: DiscoInfo): string | undefined {
  const { identities, features, forms } = info;
  const fault = infoFault(info);
  if (fault !== undefined) return fault;
  // "Forms without a hidden FORM_TYPE" are ignored (section 5.4).
  const typed = forms.filter(hasType);
  const names = identities.flatMap(({ category, type, lang = '' }) => [category, type, lang]);
  if (names.some((name) => name.includes('/'))) return 'an identity has a slash in it';
  const parts = [...identities.map(identityText), ...features, ...typed.flatMap(formParts)];
  return parts.some((part) => part.includes('<')) ? 'a part has a < in it' : undefined;
}

const identityKey = ({ category, type, lang = '' }: DiscoIdentity) => [category, type, lang];

const identityText = ({ category, type, lang = '', name = '' }: DiscoIdentity): string =>
  `${category}/${type}/${lang}/${name}`;

const formParts = ({ formType = '', fields }: DiscoForm): string[] => [
  formType,
  ...fields
    .filter((field) => !isFormType(field))
    .sort(by((field) => [field.var]))
    .flatMap((field) => [field.var, ...[...field.values].sort(compareOctets)]),
];

/**
 * Sorts by the first part that differs. "All sorting operations MUST be performed using i;octet
 * collation" (section 5.1).
 */
const by =
  <T>(key: (item: T) => readonly string[]) =>
  (a: T, b: T): number => {
    const other = key(b);
    for (const [index, part] of key(a).entries()) {
      const order = compareOctets(part, other[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
