import fc from 'fast-check';
import {
  archiveDefaults,
  preferencesElement,
  readPreferences,
  type ArchivePreferences,
} from '../../index.js';
import { jid, shape, some } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const mam = [
  roundTrip({
    builders: { preferencesElement },
    readers: { readPreferences },
    of: shape<ArchivePreferences>(
      { default: fc.constantFrom(...archiveDefaults), always: some(jid), never: some(jid) },
      {},
    ),
    build: (given) => inIq(preferencesElement(given)),
    read: readPreferences,
  }),
];
