import fc from 'fast-check';
import { bobElement, makeBobData, readAllBobData, readBobCid, readBobData } from '../../index.js';
import { bytes, count, some, words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip, textTrip } from './round-trip.js';

const data = fc
  .tuple(bytes, words, fc.option(count(), { nil: undefined }))
  .map((made) => makeBobData(...made));

export const bob = [
  roundTrip({
    builders: { bobElement, makeBobData },
    readers: { readBobData },
    of: data,
    build: bobElement,
    read: readBobData,
  }),
  roundTrip({
    builders: { bobElement, makeBobData },
    readers: { readAllBobData },
    of: some(data),
    build: (given) => inIq(...given.map(bobElement)),
    read: readAllBobData,
  }),
  textTrip({
    builders: { makeBobData },
    readers: { readBobCid },
    of: data,
    build: ({ cid }) => `cid:${cid}`,
    read: readBobCid,
    expected: ({ cid }) => cid,
  }),
];
