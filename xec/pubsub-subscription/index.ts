import {
  NODE_PUBSUB_SUBSCRIPTION,
  NS_PUBSUB_SUBSCRIPTION,
  pubsubSubscriptionElement,
  pubsubSubscriptionId,
  pubsubSubscriptionOptions,
  readPubsubSubscription,
} from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { packets, pubsubSubscriptionSchema } from './packets.js';

const node = pepNode({
  name: 'PubsubSubscription',
  publish: 'PubsubSubscription/Add',
  retract: 'PubsubSubscription/Remove',
  get: 'PubsubSubscription/Get',
  node: NODE_PUBSUB_SUBSCRIPTION,
  content: pubsubSubscriptionSchema,
  read: readPubsubSubscription,
  write: pubsubSubscriptionElement,
  idOf: pubsubSubscriptionId,
  options: pubsubSubscriptionOptions,
});

/** Puts a node into the own list, or changes its title there. Answers with `pubsubsubscription_add_handle`. */
export const AddPubsubSubscription = node.Publish;
/** Takes one out: `pubsubSubscriptionId` makes its id. Answers with `pubsubsubscription_remove_handle`. */
export const RemovePubsubSubscription = node.Retract;
/** Asks an account for its list. Answers with `pubsubsubscription_get_handle`. */
export const GetPubsubSubscriptions = node.Get;
/** Hears of it: `pubsubsubscription`. */
export const PubsubSubscriptionPublished = node.Event;
/** The same, of the node that the catalogue names, which is the namespace of the element. */
export const PubsubSubscriptionPublishedAtNamespace = node.eventAt(NS_PUBSUB_SUBSCRIPTION);

export { pubsubSubscriptionSchema };

/** Pubsub Subscription (XEP-0330): nodes to which somebody is subscribed, and lets others know. */
export const pubsubSubscription = feature({
  name: 'pubsub-subscription',
  xeps: [
    { xep: '0330', version: '0.1', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],
  namespaces: [`${NODE_PUBSUB_SUBSCRIPTION}+notify`],
  packets,
  actions: [AddPubsubSubscription, RemovePubsubSubscription, GetPubsubSubscriptions],
  payloads: [PubsubSubscriptionPublished, PubsubSubscriptionPublishedAtNamespace],
});
