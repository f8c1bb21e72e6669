import fc from 'fast-check';
import {
  configureNode,
  createNode,
  itemElement,
  itemsEvent,
  nodeAffiliations,
  nodeAffiliationsElement,
  nodeForm,
  nodeSubscriptionsElement,
  parse,
  publishItem,
  pubsubUri,
  readCreatedNode,
  readItems,
  readNodeAffiliations,
  readNodeConfiguration,
  readNodeSubscriptions,
  readPublishedId,
  readPubsubItems,
  readPubsubUri,
  readSubscribedJid,
  readSubscriptionOptions,
  subscriptionOptions,
  subscriptionStates,
  type AffiliatedJid,
  type PubsubAddress,
  type PubsubItem,
  type SubscribedJid,
} from '../../index.js';
import { foreign, jid, shape, some, text, words } from './arbitraries.js';
import { inIq, inside, within } from './places.js';
import { roundTrip, textTrip } from './round-trip.js';

/** An item with its payload as text. */
interface TextItem extends Omit<PubsubItem, 'payload'> {
  readonly payload?: string;
}

const item = shape<TextItem>({ id: words }, { publisher: jid, payload: foreign });
const items = some(item);
const parsed = ({ payload, ...rest }: TextItem): PubsubItem => ({
  ...rest,
  ...(payload !== undefined && { payload: parse(payload) }),
});
const printed = ({ payload, ...rest }: PubsubItem): TextItem => ({
  ...rest,
  ...(payload !== undefined && { payload: payload.toString() }),
});

const subscriber = shape<SubscribedJid>(
  { jid, subscription: fc.constantFrom(...subscriptionStates) },
  { subid: words },
);
const options = fc
  .dictionary(fc.constantFrom('title', 'access', 'x'), text, { noNullPrototype: true })
  .map((given) => nodeForm('urn:x', given));

export const pubsub = [
  roundTrip({
    builders: { itemElement },
    readers: { readItems },
    of: items,
    build: (given) => within('urn:x', ...given.map((each) => itemElement(parsed(each)))),
    read: (el) => readItems(el).map(printed),
  }),
  roundTrip({
    builders: { itemsEvent },
    readers: { readPubsubItems },
    of: shape<{ node: string; items: TextItem[]; retracted: string[] }>(
      { node: words, items, retracted: some(words) },
      {},
    ),
    build: ({ items: all, ...given }) => itemsEvent({ ...given, items: all.map(parsed) }),
    read: (event) => {
      const read = readPubsubItems(inside(event));
      return read && { ...read, items: read.items.map(printed) };
    },
  }),
  // A service answers in the element of the question, with what it chose itself.
  roundTrip({
    builders: { createNode },
    readers: { readCreatedNode },
    of: words,
    build: (node) => inIq(createNode(node)),
    read: readCreatedNode,
  }),
  roundTrip({
    builders: { publishItem },
    readers: { readPublishedId },
    of: fc.tuple(words, words),
    build: ([node, id]) => inIq(publishItem({ node, id })),
    read: readPublishedId,
    expected: ([, id]) => id,
  }),
  roundTrip({
    builders: { configureNode, nodeForm },
    readers: { readNodeConfiguration },
    of: options,
    build: (form) => inIq(configureNode('node', form)),
    read: readNodeConfiguration,
  }),
  roundTrip({
    builders: { subscriptionOptions, nodeForm },
    readers: { readSubscriptionOptions },
    of: options,
    build: (form) => inIq(subscriptionOptions('node', 'a@b.example', { form })),
    read: readSubscriptionOptions,
  }),
  roundTrip({
    builders: { nodeAffiliationsElement },
    readers: { readNodeAffiliations },
    of: some(shape<AffiliatedJid>({ jid, affiliation: fc.constantFrom(...nodeAffiliations) }, {})),
    build: (given) => inIq(nodeAffiliationsElement('node', given)),
    read: readNodeAffiliations,
  }),
  roundTrip({
    builders: { nodeSubscriptionsElement },
    readers: { readNodeSubscriptions },
    of: some(subscriber),
    build: (given) => inIq(nodeSubscriptionsElement('node', given)),
    read: readNodeSubscriptions,
  }),
  roundTrip({
    builders: { nodeSubscriptionsElement },
    readers: { readSubscribedJid },
    of: subscriber,
    build: (given) => nodeSubscriptionsElement('node', [given]),
    read: (el) => readSubscribedJid(inside(inside(el))),
  }),
  textTrip({
    builders: { pubsubUri },
    readers: { readPubsubUri },
    of: shape<PubsubAddress>({ jid, node: words }, { item: words }),
    build: pubsubUri,
    read: readPubsubUri,
  }),
];
