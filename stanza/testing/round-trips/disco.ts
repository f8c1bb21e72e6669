import {
  discoInfoResult,
  discoItemsResult,
  readDiscoInfo,
  readDiscoItems,
  readItemIds,
  type DiscoIdentity,
  type DiscoInfo,
  type DiscoItem,
} from '../../index.js';
import fc from 'fast-check';
import { jid, shape, some, someUnique, text, words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

const identity = shape<DiscoIdentity>(
  { category: words, type: words },
  { name: text, lang: words },
);

export const disco = [
  roundTrip({
    builders: { discoInfoResult },
    readers: { readDiscoInfo },
    of: shape<Omit<DiscoInfo, 'forms'>>({ identities: some(identity), features: some(words) }, {}),
    build: (given) => inIq(discoInfoResult(given)),
    read: readDiscoInfo,
    expected: (given) => ({ ...given, forms: [] }),
  }),
  roundTrip({
    builders: { discoItemsResult },
    readers: { readDiscoItems },
    of: fc.uniqueArray(shape<DiscoItem>({ jid }, { node: text, name: text }), {
      maxLength: 4,
      selector: (item) => JSON.stringify([item.jid, item.node]),
    }),
    build: (given) => inIq(discoItemsResult(given)),
    read: readDiscoItems,
  }),
  // Of a node the items are told by their ids, as names (XEP-0060 section 5.5).
  roundTrip({
    builders: { discoItemsResult },
    readers: { readItemIds },
    of: someUnique(words),
    build: (ids) => inIq(discoItemsResult(ids.map((name) => ({ jid: 'pubsub.example', name })))),
    read: readItemIds,
  }),
];
