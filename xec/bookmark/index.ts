import {
  NS_BOOKMARK_STORAGE,
  bookmarkStorageElement,
  privateOptions,
  readBookmarkStorage,
} from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { GetPrivateBookmarks } from './get-private-bookmarks.action.js';
import { packets } from './packets.js';
import { bookmarkStorageSchema, hasPassword } from './schema.js';
import { SetPrivateBookmarks } from './set-private-bookmarks.action.js';
import { SynchronizeBookmarks } from './synchronize-bookmarks.action.js';

// Its events are not heard: what is new is told by `bookmark2`.
const node = pepNode({
  name: 'Bookmark',
  publish: 'Bookmark/Set',
  retract: 'Bookmark/Delete',
  get: 'Bookmark/Get',
  node: NS_BOOKMARK_STORAGE,
  content: bookmarkStorageSchema,
  read: readBookmarkStorage,
  write: bookmarkStorageElement,
  isSecret: ({ rooms }) => hasPassword(rooms),
  options: privateOptions,
  from: 'self',
});

/**
 * Stores all bookmarks in the older way, in place of those there: begin with what was read, `others`
 * included. Answers with `bookmark_set_handle`.
 */
export const SetOlderBookmarks = node.Publish;
/** Asks for the bookmarks that are stored in the older way. Answers with `bookmark_get_handle`. */
export const GetOlderBookmarks = node.Get;

export { GetPrivateBookmarks, SetPrivateBookmarks, SynchronizeBookmarks, bookmarkStorageSchema };

/**
 * Bookmarks as they were (XEP-0048): in a node, or in private XML storage. New rooms belong into
 * `bookmark2`; this is for pages, for older servers, and for coming from there.
 */
export const bookmark = feature({
  name: 'bookmark',
  xeps: [
    { xep: '0048', version: '1.2', since: '0.1.0' },
    { xep: '0049', version: '1.2', since: '0.1.0' },
    { xep: '0223', version: '1.1.1', since: '0.1.0' },
  ],
  packets,
  actions: [
    GetOlderBookmarks,
    SetOlderBookmarks,
    GetPrivateBookmarks,
    SetPrivateBookmarks,
    SynchronizeBookmarks,
  ],
});
