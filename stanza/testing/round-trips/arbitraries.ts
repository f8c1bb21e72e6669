/**
 * What shapes are made of: texts that XML and readers are tried hard with, addresses, dates.
 */
import fc from 'fast-check';
import { encodeBase64, formatDateTime, parse, readJid, xml, type XmlElement } from '../../index.js';

const hard = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    ']]>',
    '<!--',
    '<![CDATA[',
    '&amp;',
    '&#10;',
    '<?xml?>',
    '{}',
    '%3C',
  ],
  ...['\n', '\r', '\r\n', '\t', ' ', '  ', '\u0085', '\u00A0', '\u2028', '\uFEFF', '\u200D'],
  ...[
    'é',
    'e\u0301',
    'ß',
    'שלום',
    '\u202E',
    'العربية',
    '日本',
    '😀',
    '👨‍👩‍👧',
    '𝒳',
    '\u{10FFFD}',
    '\uFFFD',
  ],
  ...['__proto__', 'a', 'b', 'Z', '0', '9', ';', '=', '/', '@', '+', '#', '\\', ':'],
];

/** Any text that XML can carry, the empty one too. */
export const text = fc.string({ unit: fc.constantFrom(...hard), maxLength: 8 });

/** Texts that are not empty: most readers take an empty one for none. */
export const words = text.filter((each) => each !== '');

/** Texts of readers that trim: something is in them, and no white space at their ends. */
export const trimmed = text.map((each) => each.trim()).filter((each) => each !== '');

/** Texts without white space. */
export const token = text.map((each) => each.replace(/\s/g, '')).filter((each) => each !== '');

/** Lists of a few. */
export const some = <T>(of: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> =>
  fc.array(of, { minLength, maxLength: 3 });

/** Sets of a few. */
export const someUnique = <T>(of: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> =>
  fc.uniqueArray(of, { minLength, maxLength: 3 });

export const count = (max = 999_999_999): fc.Arbitrary<number> => fc.nat(max);

/** For fields that are there or not. */
export const yes = fc.constant(true as const);

export const bareJid = fc.constantFrom(
  'romeo@montague.example',
  'd\\27artagnan\\26co@musketeers.example',
  'ромео@монтекки.example',
  'room@conference.example',
  'pubsub.example',
);

const resources = ['balcony', `<a b="c">&'`, 'שלום', '😀', 'a/b@c', 'é'];

/** Addresses of all kinds, prepared. */
export const jid = fc
  .tuple(bareJid, fc.option(fc.constantFrom(...resources), { nil: undefined }))
  .map(([bare, resource]) => (resource === undefined ? bare : `${bare}/${resource}`))
  .filter((each) => readJid(each)?.toString() === each);

/** XEP-0082 texts, as they are written. */
export const instant = fc.date({
  ...{ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') },
  noInvalidDate: true,
});
export const date = instant.map(formatDateTime);

export const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 });
export const base64 = bytes.map(encodeBase64);

/** Addresses that a page may load. */
export const webUrl = fc.constantFrom(
  'https://a.example/',
  'http://a.example/b?c=d&e=%3Cf%3E#g',
  "https://a.example/o'clock?a=&b",
);

/** An element as text, as it is written once it has been read: without empty texts. */
export const printed = (el: XmlElement): string => parse(el.toString()).toString();

/** Elements of others, as text: they come back as they are written. */
export const foreign = fc
  .tuple(fc.constantFrom('urn:x', 'urn:y?a&b'), text, text)
  .map(([xmlns, b, inside]) => printed(xml('a', { xmlns }, xml('b', { b }, inside))));

type Needed<T> = { [K in keyof T as undefined extends T[K] ? never : K]: fc.Arbitrary<T[K]> };
type Free<T> = {
  [K in keyof T as undefined extends T[K] ? K : never]-?: fc.Arbitrary<Exclude<T[K], undefined>>;
};

/** A shape: what it has, and what it may have. A field that is forgotten here does not compile. */
export const shape = <T extends object>(has: Needed<T>, mayHave: Free<T>): fc.Arbitrary<T> =>
  fc
    .tuple(
      fc.record(has as Record<string, fc.Arbitrary<unknown>>),
      fc.record(mayHave as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }),
    )
    // The two types above say which field holds what.
    .map(([one, two]) => ({ ...one, ...two }) as T);
