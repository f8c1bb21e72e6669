/**
 * XEP-0106: JID Escaping, version 1.1.1 (2016-07-08).
 * https://xmpp.org/extensions/xep-0106.html
 *
 * For display and for what people type. Never compare unescaped text: identity is the prepared JID.
 */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  [' ', '\\20'],
  ['"', '\\22'],
  ['&', '\\26'],
  ["'", '\\27'],
  ['/', '\\2f'],
  [':', '\\3a'],
  ['<', '\\3c'],
  ['>', '\\3e'],
  ['@', '\\40'],
  ['\\', '\\5c'],
]);

const CHARACTERS: ReadonlyMap<string, string> = new Map(
  Array.from(ESCAPES, ([char, escape]) => [escape, char]),
);

/**
 * What the ten characters are written as. A backslash only where it would read as an escape; one
 * before capital hexadecimal digits too, since preparation makes them small.
 *
 * "The character sequence \20 MUST NOT be the first or last character": a space at either end is no
 * match.
 */
const toEscape = /(?!^) (?!$)|["&'/:<>@]|\\(?=2[0267f]|3[ace]|40|5c)/gi;
const toUnescape = /(?!^)\\20(?!$)|\\(?:2[267f]|3[ace]|40|5c)/g;

/**
 * Escapes what a user typed as a localpart (section 3.2).
 *
 * A space at the start or the end has no escape and stays, so that the JID made of it is refused.
 */
export const escapeLocal = (text: string): string =>
  text.replace(toEscape, (char) => ESCAPES.get(char) ?? char);

/** The localpart as people read it (section 3.3). */
export const unescapeLocal = (text: string): string =>
  text.replace(toUnescape, (escape) => CHARACTERS.get(escape) ?? escape);
