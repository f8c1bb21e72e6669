/**
 * XEP-0300: Use of Cryptographic Hash Functions in XMPP, version 1.0.0 (2019-11-13).
 * https://xmpp.org/extensions/xep-0300.html
 */
import { decodeBase64, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_HASHES = 'urn:xmpp:hashes:2';

/** A hash of something. */
export interface Hash {
  /** `sha-256`, or one that we do not know. */
  readonly algo: string;
  /** In base64. */
  readonly value: string;
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
