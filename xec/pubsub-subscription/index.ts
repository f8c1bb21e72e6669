import {
  NODE_PUBSUB_SUBSCRIPTION,
  NS_PUBSUB_SUBSCRIPTION,
  pubsubSubscriptionElement,
  pubsubSubscriptionId,
  pubsubSubscriptionOptions,
  readPubsubSubscription,
  type PubsubSubscription,
} from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { pepRoom } from '../pubsub/index.js';

const word = v.pipe(v.string(), v.nonEmpty());

/** A node to which somebody is subscribed, as `readPubsubSubscription` reads it. */
export const pubsubSubscriptionSchema = v.object({
  server: jid,
  node: word,
  title: v.exactOptional(word),
}) satisfies v.GenericSchema<PubsubSubscription>;

const room = pepRoom({
  name: 'PubsubSubscription',
  room: 'pubsub-subscription',
  publish: 'PubsubSubscription/Add',
  retract: 'PubsubSubscription/Remove',
  // They send the same. A friend was one who is named in `to`.
  aliases: {
    'PubsubSubscription/Add': ['PubsubSubscription/ListAdd'],
    'PubsubSubscription/Remove': ['PubsubSubscription/ListRemove'],
    'PubsubSubscription/Get': ['PubsubSubscription/ListGet', 'PubsubSubscription/ListGetFriends'],
  },
  xeps: [{ xep: '0330', version: '0.1', since: '0.1.0' }],
  node: NODE_PUBSUB_SUBSCRIPTION,
  namespaces: [],
  content: pubsubSubscriptionSchema,
  read: readPubsubSubscription,
  write: pubsubSubscriptionElement,
  idOf: pubsubSubscriptionId,
  options: pubsubSubscriptionOptions,
  // Older clients name the node as the element.
  alsoAt: [NS_PUBSUB_SUBSCRIPTION],
});

/** Puts a node into the own list, or changes its title there. Answers with `pubsubsubscription_add_handle`. */
export const AddPubsubSubscription = room.Publish;
/** Takes one out: `pubsubSubscriptionId` makes its id. Answers with `pubsubsubscription_remove_handle`. */
export const RemovePubsubSubscription = room.Retract;
/** Asks an account for its list. Answers with `pubsubsubscription_get_handle`. */
export const GetPubsubSubscriptions = room.Get;
/** Hears of it: `pubsubsubscription`. */
export const PubsubSubscriptionPublished = room.Event;
/** Pubsub Subscription (XEP-0330): nodes to which somebody is subscribed, and lets others know. */
export const pubsubSubscription = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
