import fc from 'fast-check';
import { ackAnswer, ackRequest, readStreamManagement } from '../../index.js';
import { roundTrip } from './round-trip.js';

export const streamManagement = [
  roundTrip({
    builders: { ackAnswer },
    readers: { readStreamManagement },
    of: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    build: ackAnswer,
    read: readStreamManagement,
    expected: (handled) => ({ kind: 'answer', handled }),
  }),
  roundTrip({
    builders: { ackRequest },
    readers: { readStreamManagement },
    of: fc.constant({ kind: 'request' }),
    build: ackRequest,
    read: readStreamManagement,
  }),
];
