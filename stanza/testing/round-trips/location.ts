import fc from 'fast-check';
import { locationElement, readLocation, type Location } from '../../index.js';
import { date, shape, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const number = (min = -1e300, max = 1e300): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((each) => (Object.is(each, -0) ? 0 : each));
const word = trimmed;

export const place = shape<Location>(
  {},
  {
    ...{ area: word, building: word, country: word, countrycode: word, datum: word, floor: word },
    ...{ description: word, locality: word, postalcode: word, region: word, regioncode: word },
    ...{ room: word, street: word, text: word, tzo: word, uri: word },
    ...{ lat: number(-90, 90), lon: number(-180, 180), alt: number(), accuracy: number(0) },
    ...{ altaccuracy: number(0), bearing: number(), error: number(0), speed: number(0) },
    timestamp: date,
  },
);

export const location = [
  roundTrip({
    builders: { locationElement },
    readers: { readLocation },
    of: place,
    build: locationElement,
    read: readLocation,
  }),
];
