import {
  pubsubSubscriptionElement,
  readPubsubSubscription,
  type PubsubSubscription,
} from '../../index.js';
import { jid, shape, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const subscription = shape<PubsubSubscription>(
  { server: jid, node: words },
  { title: words },
);

export const pubsubSubscription = [
  roundTrip({
    builders: { pubsubSubscriptionElement },
    readers: { readPubsubSubscription },
    of: subscription,
    build: pubsubSubscriptionElement,
    read: readPubsubSubscription,
  }),
];
