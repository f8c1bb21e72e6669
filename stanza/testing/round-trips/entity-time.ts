import fc from 'fast-check';
import { readTime, timeResult, type EntityTime } from '../../index.js';
import { instant, shape } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const entityTime = [
  roundTrip({
    builders: { timeResult },
    readers: { readTime },
    of: shape<EntityTime>({ utc: instant, offsetMinutes: fc.integer({ min: -840, max: 840 }) }, {}),
    build: (given) => inIq(timeResult(given)),
    read: readTime,
  }),
];
