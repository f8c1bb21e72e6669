/**
 * The hashes of SCRAM (RFC 5802 section 2.2, RFC 7677).
 */
import { digestOf, type Digest } from './digests.js';

/** The mechanisms, strongest first. */
export const scramHashes = {
  'SCRAM-SHA-512': { digest: 'SHA-512', bytes: 64 },
  'SCRAM-SHA-256': { digest: 'SHA-256', bytes: 32 },
  'SCRAM-SHA-1': { digest: 'SHA-1', bytes: 20 },
} as const;

/** `SCRAM-SHA-512`, … */
export type ScramName = keyof typeof scramHashes;

/** With channel binding, or without. */
export type ScramMechanismName = ScramName | `${ScramName}-PLUS`;

/** The name of a mechanism without `-PLUS`: that of the hash, of SCRAM. */
export function hashOf(name: ScramMechanismName): ScramName;
export function hashOf(name: string): string;
export function hashOf(name: string): string {
  return name.replace(/-PLUS$/u, '');
}

/** H, HMAC and Hi of a mechanism. */
export const scramDigest = (name: ScramName): Promise<Digest> => digestOf(scramHashes[name].digest);

/** Compares without telling by its time where the first difference is. */
export function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  left.forEach((byte, index) => {
    difference |= byte ^ (right[index] ?? 0);
  });
  return difference === 0;
}
