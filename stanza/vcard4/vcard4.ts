/**
 * XEP-0292: vCard4 Over XMPP, version 0.12.0 (2023-03-14), with RFC 6351: xCard.
 * https://xmpp.org/extensions/xep-0292.html
 */
import {
  childElements,
  copyElement,
  parse,
  readChildTexts,
  textElements,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** The node at the account. */
export const NS_VCARD4_NODE = 'urn:xmpp:vcard4';
export const NS_VCARD4 = 'urn:ietf:params:xml:ns:vcard-4.0';

/** Properties that are there once: the field, and the type its value is written with. */
const single = {
  fn: 'text',
  bday: 'date',
  note: 'text',
  title: 'text',
  role: 'text',
  photo: 'uri',
  lang: 'language-tag',
  tz: 'text',
  org: 'text',
  gender: 'sex',
} as const;
/** Properties that can be there several times. */
const several = { nickname: 'text', email: 'text', tel: 'uri', impp: 'uri', url: 'uri' } as const;
/** Types that values can be written with, beside those above. */
const types = ['text', 'uri', 'date', 'sex', 'language-tag'] as const;

const nameParts = ['surname', 'given', 'additional', 'prefix', 'suffix'] as const;
const addressParts = [
  ...(['pobox', 'ext', 'street', 'locality', 'region', 'code', 'country'] as const),
];

type Single = Readonly<Partial<Record<keyof typeof single, string>>>;
type Several = Readonly<Partial<Record<keyof typeof several, readonly string[]>>>;
export type Vcard4Name = Readonly<Partial<Record<(typeof nameParts)[number], string>>>;
export type Vcard4Address = Readonly<Partial<Record<(typeof addressParts)[number], string>>>;

/**
 * A vCard as its owner wrote it. What this shape has no name for, and what has parameters, is in
 * `rest` as XML text and is written back as it was.
 */
export interface Vcard4 extends Single, Several {
  readonly n?: Vcard4Name;
  readonly adr?: readonly Vcard4Address[];
  readonly rest?: readonly string[];
}

const property = (name: string, type: string, value: string): XmlElement =>
  xml(name, {}, xml(type, {}, value));

const entries = <K extends string>(record: Readonly<Record<K, string>>): [K, string][] =>
  Object.entries(record) as [K, string][]; // keys of that very record

/** `<vcard/>` with all of `vcard`. */
export const vcard4Element = (vcard: Vcard4): XmlElement =>
  xml(
    'vcard',
    { xmlns: NS_VCARD4 },
    entries(single).map(([name, type]) => {
      const value = vcard[name];
      return value !== undefined && value !== '' && property(name, type, value);
    }),
    entries(several).map(([name, type]) =>
      (vcard[name] ?? []).filter((each) => each !== '').map((each) => property(name, type, each)),
    ),
    vcard.n && xml('n', {}, textElements(vcard.n, nameParts)),
    (vcard.adr ?? []).map((address) => xml('adr', {}, textElements(address, addressParts))),
    (vcard.rest ?? []).map((text) => parse(text)),
  );

/** Reads a `<vcard/>`; `undefined` for another element. Empty properties say nothing. */
export function readVcard4(el: Element): Vcard4 | undefined {
  if (!el.is('vcard', NS_VCARD4)) return undefined;
  const vcard: Record<string, unknown> = {};
  const append = (field: string, value: unknown): void => {
    vcard[field] = [...((vcard[field] as unknown[] | undefined) ?? []), value];
  };
  for (const child of childElements(el)) {
    const name = child.getName();
    const isPlain = child.getNS() === NS_VCARD4 && child.getChild('parameters') === undefined;
    const value = isPlain ? valueOf(child) : undefined;
    const isTaken = Object.hasOwn(vcard, name);
    if (isPlain && childElements(child).length === 0) continue;
    if (isPlain && name === 'adr') append('adr', readChildTexts(child, addressParts));
    else if (isPlain && name === 'n' && !isTaken) vcard['n'] = readChildTexts(child, nameParts);
    else if (value !== undefined && Object.hasOwn(several, name)) append(name, value);
    else if (value !== undefined && Object.hasOwn(single, name) && !isTaken) vcard[name] = value;
    else append('rest', copyElement(child).toString());
  }
  return vcard; // laid out as Vcard4 is: by the tables that it is typed with
}

/** The one value of a property; `undefined` where there are several, or it is of another kind. */
function valueOf(el: Element): string | undefined {
  const children = childElements(el);
  const [value] = children;
  if (value === undefined || children.length > 1 || childElements(value).length > 0)
    return undefined;
  const isKnown = types.some((type) => value.is(type, NS_VCARD4));
  const text = value.getText().trim();
  return isKnown && text !== '' ? text : undefined;
}
