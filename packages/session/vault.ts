/**
 * Seals what must not lie in a journal in clear: keys and tokens that let one log in.
 */
import { decodeBase64, encodeBase64 } from '@xec/stanza';

/** Seals and opens text. What it gives is stored, as it is. */
export interface Vault {
  seal(text: string): Promise<string>;
  /** @returns `undefined` for what this vault did not seal, or that was changed */
  open(sealed: string): Promise<string | undefined>;
}

const IV_BYTES = 12;

/**
 * A vault of AES-GCM with a key of 256 bits, which belongs into no journal: into the environment of a
 * daemon, or, in a browser, as a key that cannot be exported, into a database of its own.
 *
 * @param key 32 bytes, or a key of the platform for `encrypt` and `decrypt`
 * @throws TypeError for bytes of another number
 */
export function aesVault(key: Uint8Array | CryptoKey): Vault {
  if (key instanceof Uint8Array && key.length !== 32) {
    throw new TypeError(`expected a key of 32 bytes, got ${String(key.length)}`);
  }
  const { subtle } = globalThis.crypto;
  const ready =
    key instanceof Uint8Array
      ? subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
      : Promise.resolve(key);
  return {
    async seal(text) {
      const iv = globalThis.crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const data = new TextEncoder().encode(text);
      const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, await ready, data);
      return encodeBase64(Uint8Array.from([...iv, ...new Uint8Array(sealed)]));
    },
    async open(sealed) {
      const bytes = decodeBase64(sealed);
      if (bytes === undefined || bytes.length <= IV_BYTES) return undefined;
      const iv = Uint8Array.from(bytes.subarray(0, IV_BYTES));
      const data = Uint8Array.from(bytes.subarray(IV_BYTES));
      try {
        const text = await subtle.decrypt({ name: 'AES-GCM', iv }, await ready, data);
        return new TextDecoder().decode(text);
      } catch {
        return undefined; // another key, or somebody changed it
      }
    },
  };
}
