import {
  NS_BOOKMARKS,
  NS_BOOKMARKS_0,
  bookmarkElement,
  privateListOptions,
  readBookmark,
} from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { packets } from './packets.js';
import { bookmarkSchema } from './schema.js';

const node = pepNode({
  name: 'Bookmark2',
  publish: 'Bookmark2/Set',
  retract: 'Bookmark2/Delete',
  get: 'Bookmark2/Get',
  node: NS_BOOKMARKS,
  content: bookmarkSchema,
  read: readBookmark,
  write: bookmarkElement,
  idOf: ({ jid }) => jid,
  isSecret: ({ password }) => password !== undefined,
  options: privateListOptions,
  // "specifically through the use of private, personal pubsub nodes" (XEP-0402 section 5.2, XEP-0223).
  from: 'self',
});

/**
 * Stores a bookmark, in place of what there is of its room: begin with what was read, `extensions`
 * included. Answers with `bookmark2_set_handle`.
 */
export const SetBookmark = node.Publish;
/** Takes the bookmark of the room `id` away. Answers with `bookmark2_delete_handle`. */
export const DeleteBookmark = node.Retract;
/** Asks for all bookmarks. Answers with `bookmark2_get_handle`. */
export const GetBookmarks = node.Get;
/** Hears of the own bookmarks: `bookmark2`, `bookmark2_retract`. */
export const BookmarkPublished = node.Event;
/** The same, of the node that XEP-0402 had before 1.0.0. It is not announced: a server may tell of it. */
export const OlderBookmarkPublished = node.eventAt(NS_BOOKMARKS_0);

export { followBookmark, type FollowOptions } from './follow-bookmark.js';
export { bookmarkSchema, notificationSettingSchema } from './schema.js';

/** PEP Native Bookmarks (XEP-0402), with pinning (XEP-0469) and notification settings (XEP-0492). */
export const bookmark2 = feature({
  name: 'bookmark2',
  xeps: [
    { xep: '0402', version: '1.2.0', since: '0.1.0' },
    { xep: '0469', version: '0.1.0', since: '0.1.0' },
    { xep: '0492', version: '0.2.0', since: '0.1.0' },
    { xep: '0223', version: '1.1.1', since: '0.1.0' },
  ],
  namespaces: [`${NS_BOOKMARKS}+notify`],
  packets,
  actions: [SetBookmark, DeleteBookmark, GetBookmarks],
  payloads: [BookmarkPublished, OlderBookmarkPublished],
});
