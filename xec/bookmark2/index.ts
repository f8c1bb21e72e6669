import {
  NS_BOOKMARKS,
  NS_BOOKMARKS_0,
  bookmarkElement,
  privateListOptions,
  readBookmark,
} from '@xec/stanza';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';
import { bookmarkSchema } from './schema.js';

const room = pepRoom({
  name: 'Bookmark2',
  publish: 'Bookmark2/Set',
  retract: 'Bookmark2/Delete',
  xeps: [
    { xep: '0402', version: '1.2.0', since: '0.1.0' },
    { xep: '0469', version: '0.1.0', since: '0.1.0' },
    { xep: '0492', version: '0.2.0', since: '0.1.0' },
  ],
  node: NS_BOOKMARKS,
  namespaces: [],
  content: bookmarkSchema,
  read: readBookmark,
  write: bookmarkElement,
  idOf: ({ jid }) => jid,
  isSecret: ({ password }) => password !== undefined,
  options: privateListOptions,
  // "specifically through the use of private, personal pubsub nodes" (XEP-0402 section 5.2, XEP-0223).
  from: 'self',
  // As XEP-0402 had it before 1.0.0. It is not announced: a server may tell of it.
  alsoAt: [NS_BOOKMARKS_0],
});

/**
 * Stores a bookmark, in place of what there is of its room: begin with what was read, `extensions`
 * included. Answers with `bookmark2_set_handle`.
 */
export const SetBookmark = room.Publish;
/** Takes the bookmark of the room `id` away. Answers with `bookmark2_delete_handle`. */
export const DeleteBookmark = room.Retract;
/** Asks for all bookmarks. Answers with `bookmark2_get_handle`. */
export const GetBookmarks = room.Get;
/** Hears of the own bookmarks: `bookmark2`, `bookmark2_retract`. */
export const BookmarkPublished = room.Event;
/** PEP Native Bookmarks (XEP-0402), with pinning (XEP-0469) and notification settings (XEP-0492). */
export const bookmark2 = room.feature;

export { followBookmark, type FollowOptions } from './follow-bookmark.js';
export { bookmarkSchema, notificationSettingSchema } from './schema.js';

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
