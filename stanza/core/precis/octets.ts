/** How many octets `text` has in UTF-8; a lone surrogate counts as three. */
export function octetsOf(text: string): number {
  let octets = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    // A surrogate pair has four octets and two units, anything else above U+07FF three and one.
    octets += code < 0x800 || isInPair(text, index, code) ? 1 : 2;
  }
  return octets;
}

function isInPair(text: string, index: number, code: number): boolean {
  if (code >= 0xd800 && code <= 0xdbff)
    return isBetween(text.charCodeAt(index + 1), 0xdc00, 0xdfff);
  if (code >= 0xdc00 && code <= 0xdfff)
    return isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff);
  return false;
}

const isBetween = (code: number, low: number, high: number): boolean => code >= low && code <= high;
