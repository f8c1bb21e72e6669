import { parse, privateStorage, readPrivate } from '../../index.js';
import { foreign } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const storage = [
  roundTrip({
    builders: { privateStorage },
    readers: { readPrivate },
    of: foreign,
    build: (given) => inIq(privateStorage(parse(given))),
    read: (iq) => readPrivate(iq)?.toString(),
  }),
];
