import fc from 'fast-check';
import {
  NS_MUC_ADMIN,
  NS_MUC_USER,
  affiliations,
  availablePresence,
  destroyElement,
  destroyRequest,
  hatsElement,
  itemsChange,
  joinElement,
  mavElement,
  mucItemElement,
  mucUserElement,
  occupantIdElement,
  parseJid,
  readDestruction,
  readHats,
  readItem,
  readItemList,
  readJoin,
  readMav,
  readMucItems,
  readMucUser,
  readOccupant,
  roles,
  type AffiliationVersions,
  type Destruction,
  type Hat,
  type JoinOptions,
  type MucItem,
  type MucUser,
  type RoomHistory,
} from '../../index.js';
import { bareJid, count, instant, jid, shape, some, text, words } from './arbitraries.js';
import { inPresence, inside, within } from './places.js';
import { roundTrip } from './round-trip.js';

const room = 'room@conference.example';

const item = shape<MucItem>(
  {},
  {
    ...{ affiliation: fc.constantFrom(...affiliations), role: fc.constantFrom(...roles) },
    ...{ jid, nick: words, reason: words },
    actor: shape<NonNullable<MucItem['actor']>>({}, { nick: words, jid }),
  },
);
const versions = shape<AffiliationVersions>({}, { since: text, until: text });
const destruction = shape<Destruction>({}, { alternate: bareJid, password: text, reason: words });
const codes = fc
  .uniqueArray(fc.integer({ min: 100, max: 999 }), { maxLength: 5 })
  .map((all) => all.sort((one, other) => one - other));
const user = shape<MucUser>(
  { codes, items: some(item) },
  { destroyed: destruction, password: text, versions },
);
const hats = some(shape<Hat>({ uri: text, title: text }, { hue: count(360) }));

const join = shape<JoinOptions>(
  {},
  {
    password: text,
    history: shape<RoomHistory>(
      {},
      { maxChars: count(), maxStanzas: count(), seconds: count(), since: instant },
    ),
    versions: shape<Pick<AffiliationVersions, 'since'>>({}, { since: text }),
  },
);

/** What a room says of one of its occupants. */
const occupant = fc
  .tuple(user, hats, words)
  .filter(([{ items }]) => items.length > 0)
  .map(([said, worn, occupantId]) => ({ said, worn, occupantId }));

export const muc = [
  roundTrip({
    builders: { joinElement },
    readers: { readJoin },
    of: join,
    build: (given) => inPresence(joinElement(given)),
    read: readJoin,
  }),
  roundTrip({
    builders: { mucUserElement },
    readers: { readMucUser },
    of: user,
    build: (given) => mucUserElement(given),
    read: readMucUser,
  }),
  roundTrip({
    builders: { mucItemElement },
    readers: { readItem },
    of: item,
    build: (given) => within(NS_MUC_USER, mucItemElement(given)),
    read: (el) => readItem(inside(el)),
  }),
  roundTrip({
    builders: { mucItemElement },
    readers: { readMucItems },
    of: some(item),
    build: (given) => within(NS_MUC_ADMIN, ...given.map(mucItemElement)),
    read: (el) => readMucItems(el, NS_MUC_ADMIN),
  }),
  roundTrip({
    builders: { itemsChange },
    readers: { readItemList },
    of: some(item),
    build: (given) => itemsChange(room, given),
    read: readItemList,
  }),
  roundTrip({
    builders: { mavElement },
    readers: { readMav },
    of: versions,
    build: (given) => within(NS_MUC_USER, mavElement(given)),
    read: readMav,
  }),
  roundTrip({
    builders: { destroyElement },
    readers: { readDestruction },
    of: destruction,
    build: (given) => within(NS_MUC_USER, destroyElement(given)),
    read: (el) => readDestruction(inside(el)),
  }),
  roundTrip({
    builders: { destroyRequest },
    readers: { readDestruction },
    of: destruction,
    build: (given) => destroyRequest(room, given),
    read: (iq) => readDestruction(inside(inside(iq))),
  }),
  roundTrip({
    builders: { hatsElement },
    readers: { readHats },
    of: hats,
    build: (given) => inPresence(hatsElement(given)),
    read: readHats,
  }),
  roundTrip({
    builders: { availablePresence, mucUserElement, hatsElement, occupantIdElement },
    readers: { readOccupant },
    of: occupant,
    build: ({ said, worn, occupantId }) =>
      availablePresence(
        { show: 'away' },
        ...[mucUserElement(said), hatsElement(worn), occupantIdElement(occupantId)],
      ),
    read: (el) => readOccupant(el, parseJid(`${room}/nick`)),
    expected: ({ said, worn, occupantId }) => {
      const { nick: newNick, ...first } = said.items[0] ?? {};
      return {
        ...{ room, nick: 'nick', type: 'available', affiliation: 'none', role: 'none' },
        ...{ ...first, codes: said.codes, show: 'away', occupantId },
        ...(said.codes.includes(110) && { isSelf: true }),
        ...(said.codes.includes(303) && newNick !== undefined && { newNick }),
        ...(said.destroyed && { destroyed: said.destroyed }),
        ...(worn.length > 0 && { hats: worn }),
        ...(said.versions && { versions: said.versions }),
      };
    },
  }),
];
