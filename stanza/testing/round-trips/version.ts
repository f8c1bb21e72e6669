import { readVersion, versionResult, type SoftwareVersion } from '../../index.js';
import { shape, text, words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const version = [
  roundTrip({
    builders: { versionResult },
    readers: { readVersion },
    of: shape<SoftwareVersion>({ name: words, version: text }, { os: words }),
    build: (given) => inIq(versionResult(given)),
    read: readVersion,
  }),
];
