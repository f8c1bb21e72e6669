import { occupantIdElement, readOccupantId } from '../../index.js';
import { words } from './arbitraries.js';
import { inPresence } from './places.js';
import { roundTrip } from './round-trip.js';

export const occupantId = [
  roundTrip({
    builders: { occupantIdElement },
    readers: { readOccupantId },
    of: words,
    build: (id) => inPresence(occupantIdElement(id)),
    read: readOccupantId,
  }),
];
