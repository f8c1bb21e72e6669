/**
 * Hash functions for where the platform has none.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Digest, DigestName } from './digests.js';

const hashes = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;

/** The functions of that name. */
export function portableDigest(name: DigestName): Digest {
  const hash = hashes[name];
  return {
    hash: async (bytes) => hash(bytes),
    hmac: async (key, bytes) => hmac(hash, key, bytes),
    pbkdf2: async (password, salt, iterations) =>
      pbkdf2Async(hash, password, salt, { c: iterations, dkLen: hash.outputLen }),
  };
}
