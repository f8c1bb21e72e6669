/**
 * Texts that are hashed: in the order of their octets (i;octet, RFC 4790 section 9.3), and told apart
 * by the separators of ASCII, which XML 1.0 cannot have in it.
 */

/** The separators of ASCII, the outermost first. */
export const separators = {
  file: '\u001C',
  group: '\u001D',
  record: '\u001E',
  unit: '\u001F',
} as const;

/** Each text with the separator behind it, the last one too. */
export const joinEnded = (texts: readonly string[], separator: string): string =>
  texts.map((text) => text + separator).join('');

/** The texts "ordered from lesser to greater", with nothing between them. */
export const joinSorted = (texts: readonly string[]): string =>
  [...texts].sort(compareOctets).join('');

/**
 * Compares texts by their octets in UTF-8: those stand in the order of code points, which the order
 * of UTF-16 units is not.
 */
export function compareOctets(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rankAt(one, at) - rankAt(other, at);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Surrogates stand for code points above U+FFFF: they go behind all other units. */
function rankAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
