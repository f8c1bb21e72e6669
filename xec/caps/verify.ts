/**
 * Whether an answer is what a verification string stands for (XEP-0115 section 5.4).
 */
import { capsFault, capsText, encodeBase64, type Caps, type DiscoInfo } from '@xec/stanza';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Hash functions by their IANA names. "All implementations MUST support SHA-1" (section 9.1). */
const hashes: ReadonlyMap<string, (data: Uint8Array) => Uint8Array> = new Map([
  ['sha-1', sha1],
  ['sha-224', sha224],
  ['sha-256', sha256],
  ['sha-384', sha384],
  ['sha-512', sha512],
]);

/** A hash of 20 to 64 octets in base64. */
const HASH_TEXT = /^[A-Za-z0-9+/]{27,86}={0,2}$/;

/** The most that an answer may say to be kept, in characters of the text that is hashed. */
const MAX_TEXT = 16_384;

/** Why an answer proves nothing. */
export type CapsDoubt = 'ill-formed' | 'mismatch' | 'too-long' | 'unknown-hash';

/** Whether `ver` may be a hash, of a function that we have. */
export const isVerifiable = ({ hash, ver }: Caps): boolean =>
  hashes.has(hash) && HASH_TEXT.test(ver);

/** Why `info` is not what `caps` stands for; `undefined` when it is. */
export function doubtOf(caps: Caps, info: DiscoInfo): CapsDoubt | undefined {
  const hash = hashes.get(caps.hash);
  if (hash === undefined) return 'unknown-hash';
  const text = capsText(info);
  if (text.length > MAX_TEXT) return 'too-long';
  if (capsFault(info) !== undefined) return 'ill-formed';
  return encodeBase64(hash(utf8ToBytes(text))) === caps.ver ? undefined : 'mismatch';
}
