/**
 * The functions that hashes are made with (XEP-0300 section 2).
 *
 * For where a stanza says which function it is. Where a specification fixes one, as that of avatars
 * does, the function itself is imported: the table brings all of them.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { encodeBase64 } from '../core/index.js';
import type { Hash } from './hashes.js';

/** Hashes bytes. */
export type HashFunction = (bytes: Uint8Array) => Uint8Array;

const functions: ReadonlyMap<string, HashFunction> = new Map([
  ['sha-1', sha1],
  ['sha-224', sha224],
  ['sha-256', sha256],
  ['sha-384', sha384],
  ['sha-512', sha512],
  ['sha3-256', sha3_256],
  ['sha3-512', sha3_512],
]);

/** The functions that are known; the first is not to be trusted: others are found for its hashes. */
export const hashAlgorithms: readonly string[] = [...functions.keys()];

/** The function of that name, as IANA or section 2 has it; `undefined` where it is not known. */
export const hashFunction = (algo: string): HashFunction | undefined => functions.get(algo);

/** The hash of bytes. @throws RangeError for a function that is not known */
export function makeHash(bytes: Uint8Array, algo = 'sha-256'): Hash {
  const hash = functions.get(algo);
  if (hash === undefined) throw new RangeError(`expected one of ${hashAlgorithms.join(', ')}`);
  return { algo, value: encodeBase64(hash(bytes)) };
}

/** Whether bytes have that hash; `undefined` where its function is not known. */
export function hasHash(bytes: Uint8Array, { algo, value }: Hash): boolean | undefined {
  const hash = functions.get(algo);
  return hash && encodeBase64(hash(bytes)) === value;
}
