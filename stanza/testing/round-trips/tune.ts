import fc from 'fast-check';
import { readTune, tuneElement, type Tune } from '../../index.js';
import { count, shape, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const word = trimmed;

export const tune = [
  roundTrip({
    builders: { tuneElement },
    readers: { readTune },
    of: shape<Tune>(
      {},
      {
        ...{ artist: word, composer: word, date: word, genre: word, language: word },
        ...{ lyricist: word, performer: word, source: word, title: word, track: word, uri: word },
        ...{ length: count(65_535), rating: fc.integer({ min: 1, max: 10 }) },
      },
    ),
    build: tuneElement,
    read: readTune,
  }),
];
