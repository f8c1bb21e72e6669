import fc from 'fast-check';
import { channelSearchResult, readFoundChannels, type FoundChannel } from '../../index.js';
import { count, jid, shape, some, text } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

const channel = shape<FoundChannel>(
  { jid },
  {
    ...{ name: text, description: text, language: text, serviceType: text, anonymity: text },
    ...{ users: count(), isOpen: fc.boolean() },
  },
);

export const extendedChannelSearch = [
  roundTrip({
    builders: { channelSearchResult },
    readers: { readFoundChannels },
    of: some(channel),
    build: (given) => inIq(channelSearchResult(given, { count: given.length })),
    read: readFoundChannels,
  }),
];
