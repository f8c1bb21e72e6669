/**
 * The characters and names of XML 1.0, fifth edition (sections 2.2 and 2.3), with the one colon
 * that Namespaces in XML 1.0 leaves to a name (section 4).
 */

const COLON = 0x3a;

/** What an ASCII code is in a name: nothing (0), a later character, or a first one too. */
const asciiClasses = new Uint8Array(128);
const NAME_CHAR = 1;
const NAME_START = 2;

const mark = (from: string, to: string, what: number): void => {
  asciiClasses.fill(what, from.charCodeAt(0), to.charCodeAt(0) + 1);
};
mark('A', 'Z', NAME_START);
mark('a', 'z', NAME_START);
mark('_', '_', NAME_START);
mark('0', '9', NAME_CHAR);
mark('-', '.', NAME_CHAR);

/** Whether a code point may begin a name or its local part: `NameStartChar` without the colon. */
export const isNameStart = (code: number): boolean =>
  code < 0x80
    ? asciiClasses[code] === NAME_START
    : (code >= 0xc0 && code <= 0x2ff && code !== 0xd7 && code !== 0xf7) ||
      (code >= 0x370 && code <= 0x1fff && code !== 0x37e) ||
      code === 0x200c ||
      code === 0x200d ||
      (code >= 0x2070 && code <= 0x218f) ||
      (code >= 0x2c00 && code <= 0x2fef) ||
      (code >= 0x3001 && code <= 0xd7ff) ||
      (code >= 0xf900 && code <= 0xfdcf) ||
      (code >= 0xfdf0 && code <= 0xfffd) ||
      (code >= 0x10000 && code <= 0xeffff);

/** Whether a code point may stand in a name: `NameChar` without the colon. */
export const isNameChar = (code: number): boolean =>
  code < 0x80
    ? asciiClasses[code] !== 0
    : code === 0xb7 ||
      (code >= 0x300 && code <= 0x36f) ||
      code === 0x203f ||
      code === 0x2040 ||
      isNameStart(code);

/** Whether a code point is a legal character (production 2, `Char`). Surrogates are not. */
export const isXmlChar = (code: number): boolean =>
  code < 0x20
    ? code === 0x09 || code === 0x0a || code === 0x0d
    : code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);

/** Whether a code is white space (production 3, `S`). */
export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/**
 * Where the qualified name that begins at `start` ends; `start` itself where none begins.
 *
 * A second colon, a colon at an end or a local part that begins with a digit end the name before
 * the colon, so that the caller meets a character which it does not expect there.
 */
export function endOfName(text: string, start: number): number {
  const end = endOfPart(text, start);
  if (end === start || text.charCodeAt(end) !== COLON) return end;
  const endOfLocal = endOfPart(text, end + 1);
  return endOfLocal === end + 1 ? end : endOfLocal;
}

/** The same for one part: an `NCName`. */
function endOfPart(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first < 0x80 ? !isNameStart(first) : !isNameStart(text.codePointAt(start) ?? 0)) return start;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      if (asciiClasses[code] === 0) return at;
      at++;
    } else {
      const point = text.codePointAt(at) ?? 0;
      if (!isNameChar(point)) return at;
      at += point > 0xffff ? 2 : 1;
    }
  }
  return at;
}

/** How many bytes `text` has in UTF-8. Each half of a surrogate pair counts for two. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** Whether `text` has more than `max` bytes in UTF-8; counts only where the length leaves doubt. */
export const isLongerThan = (text: string, max: number): boolean =>
  text.length > max || (text.length * 3 > max && utf8Length(text) > max);
