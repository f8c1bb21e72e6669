import {
  MalformedStanza,
  NS_BOOKMARK_STORAGE,
  iqGet,
  privateRequest,
  readBookmarkStorage,
  readPrivate,
  type BookmarkStorage,
  type Element,
} from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** The request for the bookmarks of private XML storage. */
export const privateBookmarks = () =>
  iqGet(undefined, privateRequest('storage', NS_BOOKMARK_STORAGE));

/** @throws MalformedStanza where the answer holds none. */
export function readPrivateBookmarks(reply: Element): BookmarkStorage {
  const el = readPrivate(reply);
  const storage = el && readBookmarkStorage(el);
  if (storage === undefined) throw new MalformedStanza('expected the bookmarks asked for');
  return storage;
}

/**
 * Asks for the bookmarks of private XML storage (XEP-0049 section 2), where the oldest clients keep them.
 * Answers with `bookmark_getprivate_handle`; without anything there, all lists are empty.
 */
@action('Bookmark/GetPrivate', { idempotent: true })
export class GetPrivateBookmarks extends Action<'Bookmark/GetPrivate'> {
  override build() {
    return privateBookmarks();
  }

  override handle(reply: Element, ctx: ActionContext<'Bookmark/GetPrivate'>) {
    ctx.deliver('handle', { content: readPrivateBookmarks(reply) });
  }
}
