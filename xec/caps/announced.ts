/**
 * What a presence says of the capabilities of its sender.
 */
import {
  NS_CAPS,
  NS_CAPS2,
  onlyChild,
  readCapabilityHashes,
  readCaps,
  type Caps,
  type Element,
} from '@xec/stanza';
import { byTrust, isVerifiable } from './verify.js';

/** Longer attributes than this name no software and are no hash. */
const MAX_ATTRIBUTE = 1024;

const isHashes = (el: Element): boolean => el.is('c', NS_CAPS2);
const isString = (el: Element): boolean => el.is('c', NS_CAPS);

/**
 * The hashes of XEP-0390 in a presence that can be verified, the dearest first; none where its `<c/>`
 * is there twice.
 *
 * They are told as capabilities of the node `urn:xmpp:caps`, which is where they are asked for.
 */
export function announcedHashes(presence: Element): Caps[] {
  const c = onlyChild(presence, isHashes);
  if (c === undefined) return [];
  return readCapabilityHashes(c)
    .map(({ algo, value }) => ({ node: NS_CAPS2, hash: algo, ver: value }))
    .filter(isVerifiable)
    .sort(byTrust);
}

/** The verification string of XEP-0115 in a presence, as a list of one; of none where it is no good. */
export function announcedString(presence: Element): Caps[] {
  const c = onlyChild(presence, isString);
  const caps = c && readCaps(c);
  // The node of hashes names no software: it would be asked for, and kept, as one of XEP-0390.
  if (caps === undefined || caps.node === NS_CAPS2) return [];
  const { node, ver, hash } = caps;
  const isLong = Math.max(node.length, ver.length, hash.length) > MAX_ATTRIBUTE;
  return isLong ? [] : [caps];
}
