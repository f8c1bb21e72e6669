import fc from 'fast-check';
import { moodElement, moods, readMood, type Mood } from '../../index.js';
import { shape, trimmed } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const mood = [
  roundTrip({
    builders: { moodElement },
    readers: { readMood },
    of: shape<Mood>({}, { mood: fc.constantFrom(...moods), text: trimmed }),
    build: moodElement,
    read: readMood,
  }),
];
