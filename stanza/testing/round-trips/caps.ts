import { capsElement, readCaps, type Caps } from '../../index.js';
import { shape, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const entity = shape<Caps>({ node: words, ver: words, hash: words }, {});

export const caps = [
  roundTrip({
    builders: { capsElement },
    readers: { readCaps },
    of: entity,
    build: capsElement,
    read: readCaps,
  }),
];
