import { mdsElement, readMds, type MdsDisplayed } from '../../index.js';
import { jid, shape, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const mds = [
  roundTrip({
    builders: { mdsElement },
    readers: { readMds },
    of: shape<MdsDisplayed>({ chat: jid, id: words, by: jid }, {}),
    build: mdsElement,
    read: (el, { chat }) => readMds(el, chat),
  }),
];
