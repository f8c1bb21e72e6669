import {
  readRoster,
  readRosterPush,
  rosterRemove,
  rosterSet,
  type RosterEntry,
} from '../../index.js';
import { bareJid, shape, someUnique, words } from './arbitraries.js';
import { inIq, inside } from './places.js';
import { roundTrip } from './round-trip.js';

const entry = shape<RosterEntry>({ jid: bareJid }, { name: words, groups: someUnique(words) });

/** What the server makes of an entry before somebody was asked. */
const added = ({ groups = [], ...rest }: RosterEntry) => ({
  ...{ ...rest, groups },
  subscription: 'none',
});

export const roster = [
  roundTrip({
    builders: { rosterSet },
    readers: { readRoster },
    of: entry,
    build: (given) => inIq(rosterSet(given)),
    read: readRoster,
    expected: (given) => ({ items: [added(given)] }),
  }),
  roundTrip({
    builders: { rosterSet },
    readers: { readRosterPush },
    of: entry,
    build: (given) => inIq(rosterSet(given)),
    read: (iq) => readRosterPush(inside(iq)),
    expected: (given) => ({ item: added(given) }),
  }),
  roundTrip({
    builders: { rosterRemove },
    readers: { readRosterPush },
    of: bareJid,
    build: (jid) => inIq(rosterRemove(jid)),
    read: (iq) => readRosterPush(inside(iq)),
    expected: (jid) => ({ item: { jid, groups: [], subscription: 'remove' } }),
  }),
];
