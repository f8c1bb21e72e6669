import {
  capabilityHashNode,
  capabilityHashes,
  capabilityText,
  capsElement,
  makeHash,
  type Hash,
  type XmlElement,
} from '@xec/stanza';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Advertised } from '../core/index.js';
import { capsOf, infoOf } from '../disco/index.js';

/**
 * `<c/>` of XEP-0115 for our own presence: what is in use, by its hash (section 6.1).
 *
 * The hash is counted once for each `Advertised`; the element is made anew, as it goes into one
 * stanza only.
 */
export const ownCaps = (advertised: Advertised): XmlElement => capsElement(capsOf(advertised));

const known = new WeakMap<Advertised, Hash>();

/**
 * What is in use, as XEP-0390 hashes it. SHA-256 alone: everyone has to know it, and more hashes of
 * the same would make each presence longer.
 */
export function ownHash(advertised: Advertised): Hash {
  let hash = known.get(advertised);
  if (hash === undefined) {
    hash = makeHash(utf8ToBytes(capabilityText(infoOf(advertised))));
    known.set(advertised, hash);
  }
  return hash;
}

/** The node of disco#info that others ask for what we announce (XEP-0390 section 4.3). */
export const ownHashNode = (advertised: Advertised): string =>
  capabilityHashNode(ownHash(advertised));

/**
 * What all our presence says: "A client SHOULD include entity capabilities with every presence
 * notification it sends", in the words of XEP-0115, and in those of XEP-0390 (section 7.2).
 */
export const announcedCaps = (advertised: Advertised): readonly XmlElement[] => [
  ownCaps(advertised),
  capabilityHashes([ownHash(advertised)]),
];
