/**
 * What the writer puts in place of characters: XML 1.0 sections 2.2, 2.4, 2.11 and 3.3.3.
 */
import { isXmlChar } from './names.js';

/** Replacements by code, for codes below 0x3F. */
export type EscapeTable = readonly (string | undefined)[];

const escapes = (pairs: Readonly<Record<string, string>>): EscapeTable => {
  const table = new Array<string | undefined>(0x3f).fill(undefined);
  for (const [char, text] of Object.entries(pairs)) table[char.charCodeAt(0)] = text;
  return table;
};

/** Text between tags. A carriage return would come back as a line feed. */
export const inText = escapes({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' });

/** An attribute's value. White space but the blank would come back as blanks. */
export const inValue = escapes({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
});

/**
 * `text` with what `table` lists replaced. Mostly that is nothing, and one look at each character.
 *
 * @returns the code point of the first character that XML does not allow, where there is one.
 */
export function escape(text: string, table: EscapeTable): string | number {
  let out = '';
  let rest = 0; // where that begins which is not yet in `out`
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x3e && code < 0xd800) continue;
    const escaped = code < 0x3f ? table[code] : undefined;
    if (escaped !== undefined) {
      out += text.slice(rest, at) + escaped;
      rest = at + 1;
    } else if (code < 0x20 || code >= 0xd800) {
      const point = text.codePointAt(at) ?? 0;
      if (!isXmlChar(point)) return point;
      if (point > 0xffff) at++;
    }
  }
  return rest === 0 ? text : out + text.slice(rest);
}
