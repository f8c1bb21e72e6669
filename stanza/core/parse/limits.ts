/** What a frame may cost at most. More is `policy-violation` (RFC 6120 section 13.12). */
export interface ParseLimits {
  /** Bytes of UTF-8, white space around the element included. */
  readonly maxBytes: number;
  /** Elements inside each other; the outermost counts as one. */
  readonly maxDepth: number;
  /** Attributes of one element, declarations included. */
  readonly maxAttributes: number;
  /** Elements in all. */
  readonly maxElements: number;
  /** Bytes of UTF-8 of an element's or attribute's name, its prefix included. */
  readonly maxNameBytes: number;
}

export const defaultParseLimits: ParseLimits = {
  maxBytes: 1_048_576,
  maxDepth: 200,
  maxAttributes: 128,
  maxElements: 10_000,
  maxNameBytes: 1024,
};
