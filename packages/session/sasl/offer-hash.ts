/**
 * XEP-0474: SASL SCRAM Downgrade Protection, version 0.5.0 (2025-10-25).
 * https://xmpp.org/extensions/xep-0474.html
 */
import { encodeBase64 } from '@xec/stanza';
import type { Offer } from './mechanism.js';
import { scramDigest, type ScramName } from './scram-hash.js';

/** Neither stands in XML, so no name has them. */
const BETWEEN_NAMES = '\x1e';
const BETWEEN_LISTS = '\x1f';

/** The hash of what a server offers, in base64: the attribute `h` of its first message (section 5.1). */
export async function offerHash(
  name: ScramName,
  { mechanisms, channelBindings }: Offer,
): Promise<string> {
  const lists = channelBindings === undefined ? [mechanisms] : [mechanisms, channelBindings];
  const text = lists.map((list) => [...list].sort().join(BETWEEN_NAMES)).join(BETWEEN_LISTS);
  const digest = await scramDigest(name);
  return encodeBase64(await digest.hash(new TextEncoder().encode(text)));
}
