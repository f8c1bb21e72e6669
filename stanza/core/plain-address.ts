/**
 * Addresses as nearly all are: of ASCII, and written as they are when they are prepared. To see that takes
 * less than to look them up: a look-up waits for memory that nobody has touched since the address came last.
 */

const AT = 0x40;
const SLASH = 0x2f;
const SPACE = 0x20;
const TILDE = 0x7e;
/** Longer ones are held against the limits of their parts, which are larger. */
const MAX_LENGTH = 256;
/** "63 octets or less" a label (RFC 1035 section 2.3.4): domains that are no longer need no counting. */
const MAX_DOMAIN = 63;

const LOCAL = 1;
/** A letter or digit of a domain; dots and hyphens stand between two of them. */
const DOMAIN = 2;
const DOMAIN_INNER = 4;

const kinds = new Uint8Array(256);
for (let code = 0x21; code <= TILDE; code += 1) kinds[code] = LOCAL;
// In capitals it is not prepared; the others no localpart has (RFC 7622 section 3.3.1).
for (let code = 0x41; code <= 0x5a; code += 1) kinds[code] = 0;
for (const char of '"&\'/:<>@') kinds[char.charCodeAt(0)] = 0;
for (let code = 0x61; code <= 0x7a; code += 1) kinds[code] = LOCAL | DOMAIN;
for (let code = 0x30; code <= 0x39; code += 1) kinds[code] = LOCAL | DOMAIN;
for (const char of '.-') kinds[char.charCodeAt(0)] = LOCAL | DOMAIN_INNER;

/** Whether `text` is an address that is prepared: where not, somebody else has to say what it is. */
export function isPlainAddress(text: string): boolean {
  const { length } = text;
  if (length > MAX_LENGTH) return false;
  let at = 0;
  while (at < length && ((kinds[text.charCodeAt(at)] ?? 0) & LOCAL) !== 0) at += 1;
  let domain = 0;
  if (at < length && text.charCodeAt(at) === AT) {
    if (at === 0) return false;
    domain = at + 1;
  }
  const slash = endOfPlainDomain(text, domain);
  if (slash < 0 || slash === length) return slash === length;
  for (at = slash + 1; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < SPACE || code > TILDE) return false;
  }
  return slash + 1 < length;
}

/** Where the domain ends that begins at `start`, with the text or before a `/`; -1 where it is not plain. */
function endOfPlainDomain(text: string, start: number): number {
  const { length } = text;
  let at = start;
  let before = DOMAIN_INNER;
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SLASH) break;
    const kind = (kinds[code] ?? 0) & (DOMAIN | DOMAIN_INNER);
    if (kind === 0 || (kind === DOMAIN_INNER && before === DOMAIN_INNER)) return -1;
    before = kind;
  }
  return before === DOMAIN && at - start <= MAX_DOMAIN ? at : -1;
}
