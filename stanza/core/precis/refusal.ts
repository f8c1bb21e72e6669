/**
 * Why a text is not what a profile allows. A value and not an `Error`: refusing what a peer sent is
 * daily work and must be cheap.
 */
export class Refusal {
  /** @param expected what would have been right, to stand after "expected" */
  constructor(readonly expected: string) {}
}

/** `U+0041`: how the specifications write a code point. */
export const codePointName = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
