import fc from 'fast-check';
import {
  fastFeature,
  fastLogin,
  fastToken,
  readFastFeature,
  readFastLogin,
  readFastToken,
  readFastTokenRequest,
  requestFastToken,
  type FastFeature,
  type FastLogin,
  type FastToken,
} from '../../index.js';
import { instant, shape, some, trimmed, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const fast = [
  roundTrip({
    builders: { fastFeature },
    readers: { readFastFeature },
    of: shape<FastFeature>({ mechanisms: some(trimmed), allowsEarlyData: fc.boolean() }, {}),
    build: fastFeature,
    read: (el) => readFastFeature([el]),
  }),
  roundTrip({
    builders: { requestFastToken },
    readers: { readFastTokenRequest },
    of: words,
    build: requestFastToken,
    read: (el) => readFastTokenRequest([el]),
  }),
  roundTrip({
    builders: { fastToken },
    readers: { readFastToken },
    of: shape<FastToken>({ token: words, expiry: instant }, {}),
    build: fastToken,
    read: (el) => readFastToken([el]),
  }),
  roundTrip({
    builders: { fastLogin },
    readers: { readFastLogin },
    of: shape<FastLogin>(
      { invalidate: fc.boolean() },
      { count: fc.integer({ min: 1, max: 999_999_999 }) },
    ),
    build: fastLogin,
    read: (el) => readFastLogin([el]),
  }),
];
