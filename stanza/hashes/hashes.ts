/**
 * XEP-0300: Use of Cryptographic Hash Functions in XMPP, version 1.0.0 (2019-11-13).
 * https://xmpp.org/extensions/xep-0300.html
 *
 * Here where a stanza says which function it is. Where a specification fixes one, as that of avatars
 * does, the function itself is imported: the table brings all of them.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { decodeBase64, encodeBase64, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_HASHES = 'urn:xmpp:hashes:2';

/** A hash of something. */
export interface Hash {
  /** `sha-256`, or one that we do not know. */
  readonly algo: string;
  /** In base64. */
  readonly value: string;
}

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

/** `<hash/>` (section 3). */
export const hashElement = ({ algo, value }: Hash): XmlElement =>
  xml('hash', { xmlns: NS_HASHES, algo }, value);

/** Reads the hashes in an element, 16 at most; what is no base64 is none. */
export const readHashes = (el: Element): Hash[] =>
  el
    .getChildren('hash', NS_HASHES)
    .slice(0, 16)
    .flatMap((hash) => {
      const algo: unknown = hash.attrs['algo'];
      const value = hash.getText().replace(/\s/g, '');
      if (typeof algo !== 'string' || algo === '' || value === '') return [];
      return decodeBase64(value) === undefined ? [] : [{ algo, value }];
    });
