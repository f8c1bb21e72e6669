/**
 * Addresses as nearly all are: of ASCII, and written as they are when they are prepared. To see that takes
 * less than to look them up: a look-up waits for memory that nobody has touched since the address came last.
 */

/** Longer ones are held against the limits of their parts, which are larger. */
const MAX_LENGTH = 256;
/** "63 octets or less" a label (RFC 1035 section 2.3.4): domains that are no longer need no counting. */
const MAX_DOMAIN = 63;

/** In capitals it is not prepared; the others no localpart has (RFC 7622 section 3.3.1). */
const local = String.raw`[!#$%()*+,\-.0-9;=?[\\\]^_\x60a-z{|}~]+`;
/** Dots and hyphens stand between two others. */
const domain = '[a-z0-9]+(?:[.-][a-z0-9]+)*';
const resource = '[ -~]+';

/** Compiled by V8 to code that reads bytes, which no loop over a piece of a frame is. */
const plain = new RegExp(`^(?:${local}@)?${domain}(?:/${resource})?$`);

/** Whether `text` is an address that is prepared: where not, somebody else has to say what it is. */
export function isPlainAddress(text: string): boolean {
  const { length } = text;
  if (length > MAX_LENGTH || !plain.test(text)) return false;
  return length <= MAX_DOMAIN || domainLength(text) <= MAX_DOMAIN;
}

/** Of an address that is plain but for its length. */
function domainLength(text: string): number {
  const slash = text.indexOf('/');
  const end = slash < 0 ? text.length : slash;
  return end - 1 - text.lastIndexOf('@', end);
}
