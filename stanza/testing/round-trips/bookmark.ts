import {
  bookmarkStorageElement,
  convertedBookmarks,
  readBookmarkStorage,
  readConvertedBookmarks,
  type BookmarkStorage,
  type UrlBookmark,
} from '../../index.js';
import { bareJid, foreign, shape, some, someUnique, webUrl, words } from './arbitraries.js';
import { room } from './bookmark2.js';
import { subscription } from './pubsub-subscription.js';
import { roundTrip } from './round-trip.js';

export const bookmark = [
  roundTrip({
    builders: { bookmarkStorageElement },
    readers: { readBookmarkStorage },
    of: shape<BookmarkStorage>(
      {
        rooms: some(room),
        urls: some(shape<UrlBookmark>({ url: webUrl }, { name: words })),
        subscriptions: some(subscription),
      },
      { others: some(foreign, 1) },
    ),
    build: bookmarkStorageElement,
    read: readBookmarkStorage,
  }),
  roundTrip({
    builders: { convertedBookmarks },
    readers: { readConvertedBookmarks },
    of: someUnique(bareJid),
    build: convertedBookmarks,
    read: readConvertedBookmarks,
  }),
];
