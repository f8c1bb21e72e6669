/**
 * Text and attribute values: XML 1.0 sections 2.2, 2.4, 2.11, 3.3.3 and 4.1.
 */
import { endOfName, isXmlChar } from '../names.js';
import { XmlError } from './error.js';

const PLAIN = 0;
const ILLEGAL = 1;
const REFERENCE = 2;
const CARRIAGE_RETURN = 3;
const GREATER = 4;
const TO_SPACE = 5;
const LESS = 6;

/** What must be done about each code below 0x40; those from there to 0xD7FF are plain. */
export type CharacterClasses = Uint8Array;

const classes = (special: Readonly<Record<string, number>>): CharacterClasses => {
  const table = new Uint8Array(0x40).fill(ILLEGAL, 0, 0x20);
  for (const char of '\t\n\r') table[char.charCodeAt(0)] = PLAIN;
  for (const [char, what] of Object.entries(special)) table[char.charCodeAt(0)] = what;
  return table;
};

/** Text between tags. */
export const inText = classes({ '&': REFERENCE, '\r': CARRIAGE_RETURN, '>': GREATER });

/** A CDATA section, without its brackets. */
export const inCdata = classes({ '\r': CARRIAGE_RETURN });

/** An attribute's value, without its quotes. */
export const inValue = classes({
  '&': REFERENCE,
  '<': LESS,
  '\t': TO_SPACE,
  '\n': TO_SPACE,
  '\r': TO_SPACE,
});

/**
 * What `source` from `from` to `to` means.
 *
 * @throws XmlError at an illegal character or reference.
 */
export function decode(source: string, from: number, to: number, table: CharacterClasses): string {
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code > 0x3e && code < 0xd800) continue;
    if (code > 0xd7ff || table[code] !== PLAIN) return decodeFrom(source, from, at, to, table);
  }
  return source.slice(from, to);
}

/** The same, where all before `at` is plain. */
function decodeFrom(
  source: string,
  from: number,
  at: number,
  to: number,
  table: CharacterClasses,
): string {
  let out = '';
  let rest = from; // where that begins which is not yet in `out`
  for (; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code > 0x3e && code < 0xd800) continue;
    if (code > 0xd7ff) {
      at += lengthOfHigh(source, at, to) - 1;
      continue;
    }
    switch (table[code]) {
      case PLAIN:
        continue;
      case GREATER:
        if (at - from >= 2 && source.startsWith(']]', at - 2)) {
          throw new XmlError('not-well-formed', ']]> in text', at);
        }
        continue;
      case REFERENCE: {
        const semicolon = source.indexOf(';', at);
        if (semicolon < 0 || semicolon >= to) {
          throw new XmlError('not-well-formed', 'a reference without an end', at);
        }
        out += source.slice(rest, at) + readReference(source, at, semicolon);
        at = semicolon;
        break;
      }
      case CARRIAGE_RETURN:
      case TO_SPACE: {
        out += source.slice(rest, at) + (table[code] === TO_SPACE ? ' ' : '\n');
        const isPair = code === 0x0d && source.charCodeAt(at + 1) === 0x0a; // CRLF is one line end
        if (isPair && at + 1 < to) at++;
        break;
      }
      case LESS:
        throw new XmlError('not-well-formed', 'a < in an attribute', at);
      default:
        throw illegal(at);
    }
    rest = at + 1;
  }
  return out + source.slice(rest, to);
}

/** How many code units the character from U+D800 upwards takes that stands at `at`. */
function lengthOfHigh(source: string, at: number, to: number): 1 | 2 {
  const point = source.codePointAt(at) ?? 0;
  if (!isXmlChar(point)) throw illegal(at);
  if (point <= 0xffff) return 1;
  if (at + 2 > to) throw illegal(at);
  return 2;
}

const illegal = (at: number): XmlError =>
  new XmlError('not-well-formed', 'a character that XML does not allow', at);

/** What the reference between `&` and `;` stands for. */
function readReference(source: string, ampersand: number, semicolon: number): string {
  const start = ampersand + 1;
  if (source.charCodeAt(start) === 0x23) return readNumber(source, start + 1, semicolon);
  switch (source.slice(start, Math.min(semicolon, start + 5))) {
    case 'amp':
      return '&';
    case 'lt':
      return '<';
    case 'gt':
      return '>';
    case 'quot':
      return '"';
    case 'apos':
      return "'";
  }
  if (endOfName(source, start) === semicolon && semicolon > start) {
    throw new XmlError('restricted-xml', 'an entity that is not predefined', ampersand);
  }
  throw new XmlError('not-well-formed', 'a reference without a name', ampersand);
}

/** The character of `&#…;` or `&#x…;`. */
function readNumber(source: string, start: number, semicolon: number): string {
  const isHex = source.charCodeAt(start) === 0x78;
  const radix = isHex ? 16 : 10;
  let point = 0;
  let at = isHex ? start + 1 : start;
  if (at >= semicolon) throw new XmlError('not-well-formed', 'a reference without a number', at);
  for (; at < semicolon; at++) {
    const digit = digitAt(source, at);
    if (digit >= radix) throw new XmlError('not-well-formed', 'a reference that is no number', at);
    point = Math.min(point * radix + digit, 0x110000); // any number of leading zeros may stand
  }
  if (!isXmlChar(point)) throw illegal(start);
  return String.fromCodePoint(point);
}

/** The value of a hexadecimal digit; 16 for anything else. */
function digitAt(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20; // lower case
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 16;
}
