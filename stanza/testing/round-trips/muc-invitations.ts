/**
 * Invitations to rooms, their refusal, and how rooms are set up.
 */
import fc from 'fast-check';
import {
  NS_MUC_USER,
  declineInvitation,
  directInvitation,
  mediatedInvitation,
  parseJid,
  readDecline,
  readDirectInvitation,
  readMediatedInvitation,
  readRoomConfig,
  roomConfig,
  roomConfigSubmission,
  type Element,
  type RoomInvitationOptions,
} from '../../index.js';
import { shape, text, words, yes } from './arbitraries.js';
import { inside } from './places.js';
import { roundTrip } from './round-trip.js';

const room = 'room@conference.example';
const from = 'romeo@montague.example/orchard';
const guest = 'juliet@capulet.example';

/** Who goes on with a conversation may say which. */
const invitation: fc.Arbitrary<RoomInvitationOptions> = fc
  .tuple(
    shape<Pick<RoomInvitationOptions, 'reason' | 'password'>>(
      {},
      { reason: words, password: text },
    ),
    fc.oneof(
      fc.constant({}),
      shape<{ isContinued: true; thread?: string }>({ isContinued: yes }, { thread: text }),
    ),
  )
  .map(([one, two]) => ({ ...one, ...two }));

/** What a room made of it: it says who it is from. */
function forwarded(message: Element, name: string): Element {
  const el = inside(message).getChild(name, NS_MUC_USER);
  if (el === undefined) throw new Error(`expected <${name}/>`);
  el.attrs['from'] = from;
  return el;
}

export const mucInvitations = [
  roundTrip({
    builders: { directInvitation },
    readers: { readDirectInvitation },
    of: invitation,
    build: (given) => directInvitation(room, guest, given),
    read: (message) => readDirectInvitation(inside(message), parseJid(from)),
    expected: (given) => ({ ...given, room, from }),
  }),
  roundTrip({
    builders: { mediatedInvitation },
    readers: { readMediatedInvitation },
    of: invitation,
    build: (given) => mediatedInvitation(room, guest, given),
    read: (message) => readMediatedInvitation(forwarded(message, 'invite'), parseJid(room)),
    expected: (given) => ({ ...given, room, from }),
  }),
  roundTrip({
    builders: { declineInvitation },
    readers: { readDecline },
    of: shape<{ reason?: string }>({}, { reason: words }),
    build: ({ reason }) => declineInvitation(room, guest, reason),
    read: (message) => readDecline(forwarded(message, 'decline')),
    expected: (given) => ({ ...given, from }),
  }),
  roundTrip({
    builders: { roomConfig, roomConfigSubmission },
    readers: { readRoomConfig },
    of: fc
      .dictionary(fc.constantFrom('roomname', 'lang', 'x'), text, { noNullPrototype: true })
      .map(roomConfig),
    build: (given) => roomConfigSubmission(room, given),
    read: readRoomConfig,
  }),
];
