import fc from 'fast-check';
import {
  capabilityHashes,
  capsElement,
  hashAlgorithms,
  readCapabilityHashes,
  readCaps,
  type Caps,
  type Hash,
} from '../../index.js';
import { base64, shape, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const entity = shape<Caps>({ node: words, ver: words, hash: words }, {});

const hash = shape<Hash>({ algo: fc.constantFrom(...hashAlgorithms), value: base64 }, {});

export const caps = [
  roundTrip({
    builders: { capsElement },
    readers: { readCaps },
    of: entity,
    build: capsElement,
    read: readCaps,
  }),
  roundTrip({
    builders: { capabilityHashes },
    readers: { readCapabilityHashes },
    of: fc.uniqueArray(hash, { selector: ({ algo }) => algo, maxLength: 3 }),
    build: capabilityHashes,
    read: readCapabilityHashes,
  }),
];
