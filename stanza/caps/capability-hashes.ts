/**
 * XEP-0390: Entity Capabilities 2.0, version 0.3.2 (2018-03-05).
 * https://xmpp.org/extensions/xep-0390.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { hashElement, readHashes, type Hash } from '../hashes/index.js';

export const NS_CAPS2 = 'urn:xmpp:caps';

/** `<c/>` with hashes of one answer, a child of presence and of stream features (section 5.4). */
export const capabilityHashes = (hashes: readonly Hash[]): XmlElement =>
  xml('c', { xmlns: NS_CAPS2 }, hashes.map(hashElement));

/** Reads the hashes in a `<c/>`; none where one function is there twice, which may mean either. */
export function readCapabilityHashes(c: Element): Hash[] {
  const hashes = readHashes(c);
  // "as long as each one has a different value for the 'algo' attribute" (XEP-0300 section 3).
  return new Set(hashes.map(({ algo }) => algo)).size < hashes.length ? [] : hashes;
}

/** The disco#info node that stands for a hash (section 4.3). */
export const capabilityHashNode = ({ algo, value }: Hash): string => `${NS_CAPS2}#${algo}.${value}`;
