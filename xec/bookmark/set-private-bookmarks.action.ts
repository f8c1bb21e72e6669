import { bookmarkStorageElement, iqSet, privateStorage } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { bookmarkStorageSchema, hasPassword } from './schema.js';

const params = v.object({ content: bookmarkStorageSchema });

/**
 * Stores all bookmarks in private XML storage (XEP-0049 section 2), in place of those there: for servers
 * without nodes that are private. Answers with `bookmark_setprivate_handle`.
 */
@action('Bookmark/SetPrivate', {
  params,
  idempotent: true,
  isSecret: ({ content }) => hasPassword(content.rooms),
})
export class SetPrivateBookmarks extends Action<
  'Bookmark/SetPrivate',
  v.InferOutput<typeof params>
> {
  override build() {
    return iqSet(undefined, privateStorage(bookmarkStorageElement(this.params.content)));
  }

  override handle(_reply: unknown, ctx: ActionContext<'Bookmark/SetPrivate'>) {
    ctx.deliver('handle', {});
  }
}
