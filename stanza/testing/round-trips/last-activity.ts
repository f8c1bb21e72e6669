import { lastActivityResult, readLastActivity, type LastActivity } from '../../index.js';
import { count, shape, words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const lastActivity = [
  roundTrip({
    builders: { lastActivityResult },
    readers: { readLastActivity },
    of: shape<LastActivity>({ seconds: count() }, { status: words }),
    build: (given) => inIq(lastActivityResult(given)),
    read: readLastActivity,
  }),
];
