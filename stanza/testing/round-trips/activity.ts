import fc from 'fast-check';
import {
  activities,
  activityElement,
  readActivity,
  specificActivities,
  type Activity,
} from '../../index.js';
import { shape, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const activity = [
  roundTrip({
    builders: { activityElement },
    readers: { readActivity },
    of: shape<Activity>(
      {},
      {
        general: fc.constantFrom(...activities),
        specific: fc.constantFrom(...specificActivities),
        text: trimmed,
      },
    ).filter(({ general, specific }) => general !== undefined || specific === undefined),
    build: activityElement,
    read: readActivity,
  }),
];
