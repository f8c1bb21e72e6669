import { isWebUrl, type BookmarkStorage, type UrlBookmark } from '@xec/stanza';
import * as v from 'valibot';
import { bookmarkSchema } from '../bookmark2/index.js';
import { xmlText } from '../core/index.js';
import { pubsubSubscriptionSchema } from '../pubsub-subscription/index.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());

const urlBookmark = v.object({
  url: v.pipe(v.string(), v.check(isWebUrl, 'expected an HTTP or HTTPS URL')),
  name: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
}) satisfies v.GenericSchema<UrlBookmark>;

/** All bookmarks in one, as `readBookmarkStorage` reads them. */
export const bookmarkStorageSchema = v.object({
  rooms: list(bookmarkSchema),
  urls: list(urlBookmark),
  subscriptions: list(pubsubSubscriptionSchema),
  others: v.exactOptional(list(xmlText)),
}) satisfies v.GenericSchema<BookmarkStorage>;

/** Whether there is a room's password among them. */
export const hasPassword = (rooms: BookmarkStorage['rooms']): boolean =>
  rooms.some(({ password }) => password !== undefined);
