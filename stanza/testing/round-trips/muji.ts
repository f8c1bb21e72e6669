import { mujiElement, readMuji, type Muji } from '../../index.js';
import { shape, some, yes } from './arbitraries.js';
import { content } from './jingle-content.js';
import { inPresence } from './places.js';
import { roundTrip } from './round-trip.js';

export const muji = [
  roundTrip({
    builders: { mujiElement },
    readers: { readMuji },
    of: shape<Muji>({ contents: some(content) }, { isPreparing: yes }),
    build: (given) => inPresence(mujiElement(given)),
    read: readMuji,
  }),
];
