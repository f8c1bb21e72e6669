import {
  SPACE_AVATAR_ID,
  SPACE_BANNER_ID,
  avatarMetadataElement,
  itemElement,
  pubsubSubscriptionElement,
  pubsubUri,
  readItems,
  readSpaceContent,
  readSpaceNode,
  readSpaceParent,
  readSpaceRoom,
  spaceRoomElement,
  type SpaceContent,
  type SpaceNode,
  type SpaceParent,
  type SpaceRoom,
} from '../../index.js';
import { bareJid, jid, shape, some, words, yes } from './arbitraries.js';
import { metadata } from './avatar.js';
import { within } from './places.js';
import { roundTrip, textTrip } from './round-trip.js';

const room = shape<SpaceRoom>({ jid: bareJid }, { name: words, autojoin: yes, isPinned: yes });
const node = shape<SpaceNode>({ id: words, server: jid, node: words }, {});

const roomItem = (one: SpaceRoom) => itemElement({ id: one.jid, payload: spaceRoomElement(one) });
const nodeItem = ({ id, ...at }: SpaceNode) =>
  itemElement({ id, payload: pubsubSubscriptionElement(at) });

export const space = [
  roundTrip({
    builders: { spaceRoomElement },
    readers: { readSpaceRoom },
    of: room,
    build: spaceRoomElement,
    read: (payload, { jid: id }) => readSpaceRoom({ id, payload }),
  }),
  roundTrip({
    builders: { pubsubSubscriptionElement },
    readers: { readSpaceNode },
    of: node,
    build: pubsubSubscriptionElement,
    read: (payload, { id }) => readSpaceNode({ id, payload }),
  }),
  roundTrip({
    builders: { spaceRoomElement, pubsubSubscriptionElement, avatarMetadataElement, itemElement },
    readers: { readSpaceContent },
    of: shape<SpaceContent>(
      { rooms: some(room), nodes: some(node) },
      { avatar: metadata, banner: metadata },
    ),
    build: ({ rooms, nodes, avatar, banner }) =>
      within(
        'urn:x',
        ...rooms.map(roomItem),
        ...nodes.map(nodeItem),
        ...(avatar
          ? [itemElement({ id: SPACE_AVATAR_ID, payload: avatarMetadataElement(avatar) })]
          : []),
        ...(banner
          ? [itemElement({ id: SPACE_BANNER_ID, payload: avatarMetadataElement(banner) })]
          : []),
      ),
    read: (el) => readSpaceContent(readItems(el)),
  }),
  textTrip({
    builders: { pubsubUri },
    readers: { readSpaceParent },
    of: shape<SpaceParent>({ service: jid, node: words }, {}),
    build: ({ service, node: named }) => pubsubUri({ jid: service, node: named }),
    read: readSpaceParent,
  }),
];
