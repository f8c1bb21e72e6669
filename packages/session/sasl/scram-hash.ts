/**
 * The functions of RFC 5802 section 2.2, for each of its hashes.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

/** The mechanisms, strongest first. */
export const scramHashes = {
  'SCRAM-SHA-512': { hash: sha512, subtle: 'SHA-512', bits: 512 },
  'SCRAM-SHA-256': { hash: sha256, subtle: 'SHA-256', bits: 256 },
  'SCRAM-SHA-1': { hash: sha1, subtle: 'SHA-1', bits: 160 },
} as const;

/** `SCRAM-SHA-512`, … */
export type ScramName = keyof typeof scramHashes;

/** HMAC(key, text). */
export const scramHmac = (name: ScramName, key: Uint8Array, text: Uint8Array): Uint8Array =>
  hmac(scramHashes[name].hash, key, text);

/** H(bytes). */
export const scramHash = (name: ScramName, bytes: Uint8Array): Uint8Array =>
  scramHashes[name].hash(bytes);

/**
 * Hi(password, salt, iterations), which is PBKDF2.
 *
 * The platform's own where there is one: it is faster and holds up nobody. Browsers have it in
 * secure contexts only.
 */
export async function saltPassword(
  name: ScramName,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array> {
  const { hash, subtle: subtleHash, bits } = scramHashes[name];
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) {
    return pbkdf2Async(hash, password, salt, { c: iterations, dkLen: bits / 8 });
  }

  // Copies: `subtle` takes bytes that nobody shares.
  const key = await subtle.importKey('raw', Uint8Array.from(password), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const parameters = { name: 'PBKDF2', hash: subtleHash, salt: Uint8Array.from(salt), iterations };
  return new Uint8Array(await subtle.deriveBits(parameters, key, bits));
}

/** Compares without telling by its time where the first difference is. */
export function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  left.forEach((byte, index) => {
    difference |= byte ^ (right[index] ?? 0);
  });
  return difference === 0;
}
