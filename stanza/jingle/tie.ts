/**
 * Of two that begin at once, the lower name has its way (XEP-0166 section 7.2.16, XEP-0353 section 4.1):
 * "the session ID that is sorted first using 'i;octet' collation". The order of octets in UTF-8 is that
 * of code points.
 */
export function isLower(one: string, other: string): boolean {
  const [left, right] = [[...one], [...other]];
  for (const [at, char] of left.entries()) {
    const opposite = right[at];
    if (opposite === undefined) return false;
    const difference = (char.codePointAt(0) ?? 0) - (opposite.codePointAt(0) ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return left.length < right.length;
}
