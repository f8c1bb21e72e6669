import { NS_CAPS2, readCapabilityHashes, type Caps, type Element } from '@xec/stanza';
import { byTrust, isVerifiable } from './verify.js';

/**
 * The hashes of XEP-0390 in a presence that can be verified, the dearest first; none where its `<c/>`
 * is there twice.
 *
 * They are told as capabilities of the node `urn:xmpp:caps`, which is where they are asked for.
 */
export function announcedHashes(presence: Element): Caps[] {
  const [c, another] = presence.getChildren('c', NS_CAPS2);
  if (c === undefined || another !== undefined) return [];
  return readCapabilityHashes(c)
    .map(({ algo, value }) => ({ node: NS_CAPS2, hash: algo, ver: value }))
    .filter(isVerifiable)
    .sort(byTrust);
}
