import fc from 'fast-check';
import {
  blockElement,
  readBlockItems,
  readReport,
  readStanzaIds,
  reportElement,
  reportReasons,
  unblockElement,
  type BlockReport,
  type StanzaId,
} from '../../index.js';
import { jid, shape, someUnique, text, words, yes } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const jids = someUnique(jid);
/** One of each archive: of several by the same one none is believed. */
const stanzaIds = fc.uniqueArray(shape<StanzaId>({ id: words, by: jid }, {}), {
  ...{ minLength: 1, maxLength: 3 },
  selector: ({ by }) => by,
});
const report = shape<BlockReport>(
  { reason: fc.constantFrom(...reportReasons) },
  { text, stanzaIds, reportOrigin: yes, thirdParty: yes },
);

export const blocking = [
  roundTrip({
    builders: { blockElement },
    readers: { readBlockItems },
    of: jids,
    build: (given) => blockElement(given),
    read: readBlockItems,
  }),
  roundTrip({
    builders: { unblockElement },
    readers: { readBlockItems },
    of: jids,
    build: unblockElement,
    read: readBlockItems,
  }),
  roundTrip({
    builders: { reportElement },
    readers: { readReport },
    of: report,
    build: reportElement,
    read: readReport,
  }),
  roundTrip({
    builders: { reportElement },
    readers: { readStanzaIds },
    of: stanzaIds,
    build: (given) => reportElement({ reason: 'spam', stanzaIds: given }),
    read: readStanzaIds,
  }),
];
