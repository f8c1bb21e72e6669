/**
 * Hash functions: the platform's own where there are any, which is in all but pages that came in clear
 * text. The others weigh as much as the rest of SASL, and are loaded where they are needed.
 */
import { loadPart } from '@xec/transport';

/** Names of WebCrypto. */
export type DigestName = 'SHA-1' | 'SHA-256' | 'SHA-512';

/** One hash function, and what is made with it. */
export interface Digest {
  hash(bytes: Uint8Array): Promise<Uint8Array>;
  hmac(key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array>;
  /** PBKDF2 with its HMAC; as long as its hash. */
  pbkdf2(password: Uint8Array, salt: Uint8Array, iterations: number): Promise<Uint8Array>;
}

/** The functions of that name. */
export async function digestOf(name: DigestName): Promise<Digest> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle !== undefined) return new PlatformDigest(name, subtle);
  const { portableDigest } = await loadPart(() => import('./portable-digest.js'));
  return portableDigest(name);
}

class PlatformDigest implements Digest {
  readonly #hash: DigestName;
  readonly #subtle: SubtleCrypto;

  constructor(hash: DigestName, subtle: SubtleCrypto) {
    this.#hash = hash;
    this.#subtle = subtle;
  }

  async hash(bytes: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(await this.#subtle.digest(this.#hash, Uint8Array.from(bytes)));
  }

  async hmac(key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
    const algorithm = { name: 'HMAC', hash: this.#hash };
    // Copies: `subtle` takes bytes that nobody shares.
    const imported = await this.#subtle.importKey('raw', Uint8Array.from(key), algorithm, false, [
      'sign',
    ]);
    return new Uint8Array(await this.#subtle.sign('HMAC', imported, Uint8Array.from(bytes)));
  }

  async pbkdf2(password: Uint8Array, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
    const key = await this.#subtle.importKey('raw', Uint8Array.from(password), 'PBKDF2', false, [
      'deriveBits',
    ]);
    const parameters = {
      name: 'PBKDF2',
      hash: this.#hash,
      salt: Uint8Array.from(salt),
      iterations,
    };
    return new Uint8Array(await this.#subtle.deriveBits(parameters, key, BITS[this.#hash]));
  }
}

const BITS: Readonly<Record<DigestName, number>> = { 'SHA-1': 160, 'SHA-256': 256, 'SHA-512': 512 };
