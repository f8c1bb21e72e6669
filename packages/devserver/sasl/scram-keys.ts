/**
 * What a server keeps of a password for SCRAM (RFC 5802 section 3).
 */
import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { preparePassword } from './encoding.js';

/** A hash as node:crypto names it. */
export type ScramHash = 'sha1' | 'sha256' | 'sha512';

export interface ScramKeys {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** How long a hash is, in bytes. */
export const hashBytes: Readonly<Record<ScramHash, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** Derives the keys; takes some milliseconds of CPU, so keep the result. */
export function deriveKeys(
  hash: ScramHash,
  password: string,
  salt: Uint8Array,
  iterations: number,
): ScramKeys {
  const text = preparePassword(password);
  const salted = pbkdf2Sync(text, salt, iterations, hashBytes[hash], hash);
  const clientKey = hmac(hash, salted, 'Client Key');
  return {
    salt,
    iterations,
    storedKey: createHash(hash).update(clientKey).digest(),
    serverKey: hmac(hash, salted, 'Server Key'),
  };
}

/** Whether `proof` is the proof of the password over `authMessage`. */
export function isProof(
  hash: ScramHash,
  keys: ScramKeys,
  authMessage: string,
  proof: Uint8Array,
): boolean {
  const signature = hmac(hash, keys.storedKey, authMessage);
  if (proof.length !== signature.length) return false;
  const clientKey = Buffer.from(proof.map((byte, i) => byte ^ (signature[i] ?? 0)));
  return timingSafeEqual(createHash(hash).update(clientKey).digest(), keys.storedKey);
}

/** The server's own proof, in base64. */
export const serverSignature = (hash: ScramHash, keys: ScramKeys, authMessage: string): string =>
  hmac(hash, keys.serverKey, authMessage).toString('base64');

const hmac = (hash: ScramHash, key: Uint8Array, text: string): Buffer =>
  createHmac(hash, key).update(text, 'utf8').digest();
