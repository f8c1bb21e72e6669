import type { PubsubSubscription } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

const word = v.pipe(v.string(), v.nonEmpty());

/** A node to which somebody is subscribed, as `readPubsubSubscription` reads it. */
export const pubsubSubscriptionSchema = v.object({
  server: jid,
  node: word,
  title: v.exactOptional(word),
}) satisfies v.GenericSchema<PubsubSubscription>;

export const packets = {
  /** Somebody lets know that they are subscribed to a node. */
  pubsubsubscription: pepItem(pubsubSubscriptionSchema),
  /** The subscription `id` is not in their list any more. */
  pubsubsubscription_retract: pepPlace,
  /** It is in the own list. */
  pubsubsubscription_add_handle: pepDone,
  /** It is not in the own list any more. */
  pubsubsubscription_remove_handle: pepDone,
  /** The list of `from`, or a page of it. */
  pubsubsubscription_get_handle: pepItems(pubsubSubscriptionSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'PubsubSubscription/Add' | 'PubsubSubscription/Remove' | 'PubsubSubscription/Get'
  > {}
}
