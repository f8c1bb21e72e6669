/**
 * The text whose hash is the verification string (XEP-0115 section 5.1), and what makes an answer
 * ill-formed (section 5.4).
 */
import type { DiscoField, DiscoForm, DiscoIdentity, DiscoInfo } from '../disco/index.js';

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
  // "An entity MUST include at least one identity" (XEP-0030 section 3.1).
  if (identities.length === 0) return 'no identity is there';
  if (hasTwice(identities.map(identityText))) return 'an identity is there twice';
  if (hasTwice(features)) return 'a feature is there twice';
  const typed = forms.filter(hasType);
  if (hasTwice(typed.map(({ formType }) => formType))) return 'a FORM_TYPE is there twice';
  if (typed.some(hasSeveralTypes)) return 'a FORM_TYPE has several values';
  const names = identities.flatMap(({ category, type, lang = '' }) => [category, type, lang]);
  if (names.some((name) => name.includes('/'))) return 'an identity has a slash in it';
  const parts = [...identities.map(identityText), ...features, ...typed.flatMap(formParts)];
  return parts.some((part) => part.includes('<')) ? 'a part has a < in it' : undefined;
}

/** Forms without a hidden `FORM_TYPE` are ignored (section 5.4). */
const hasType = (form: DiscoForm): form is DiscoForm & { readonly formType: string } =>
  form.formType !== undefined;

function hasSeveralTypes({ fields }: DiscoForm): boolean {
  const types = fields.filter(isFormType).flatMap(({ values }) => values);
  return new Set(types).size > 1;
}

const isFormType = (field: DiscoField): boolean => field.var === 'FORM_TYPE';

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

const hasTwice = (texts: readonly string[]): boolean => new Set(texts).size < texts.length;

/** Sorts by the first part that differs. */
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

/**
 * "All sorting operations MUST be performed using i;octet collation" (section 5.1): UTF-8 bytes
 * stand in the order of code points, which the order of UTF-16 units is not.
 */
function compareOctets(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const order = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
