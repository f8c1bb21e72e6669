import {
  MalformedStanza,
  NS_BOOKMARKS,
  NS_BOOKMARK_STORAGE,
  bookmarkElement,
  iqGet,
  itemsRequest,
  nextPage,
  privateListOptions,
  readBookmarkStorage,
  readItemsAnswer,
  readJid,
  type Bookmark,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { bookmarkSchema } from '../bookmark2/index.js';
import {
  StanzaError,
  action,
  bareJid,
  errorContent,
  pageRequestSchema,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import {
  PublishAction,
  demandPublishOptions,
  mending,
  mustStillKeepPrivate,
} from '../pubsub/index.js';
import { privateBookmarks, readPrivateBookmarks } from './get-private-bookmarks.action.js';
import { hasPassword } from './schema.js';

type Context = ActionContext<'Bookmark/Synchronize'>;

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());

/** How far it got. Left out by who asks. */
const progress = v.object({
  /** What is asked: bookmarks, the older node, private storage, that the first of `rooms` be stored. */
  step: v.picklist(['native', 'node', 'private', 'publish']),
  /** Rooms that have a bookmark of their own. */
  native: list(bareJid),
  /** What was found, and is to be stored as bookmarks of their own. */
  rooms: list(bookmarkSchema),
  /** What this request stored. */
  done: list(bareJid),
  page: v.exactOptional(pageRequestSchema),
});
type Progress = v.InferOutput<typeof progress>;

const start: Progress = { step: 'native', native: [], rooms: [], done: [] };

const params = v.object({
  progress: v.exactOptional(progress),
  mending: v.exactOptional(mending),
});

/**
 * Gives each room of the older bookmarks (XEP-0048, in their node and in private XML storage) a bookmark
 * of its own (XEP-0402) where it has none, one after the other. Answers with
 * `bookmark_synchronize_handle`, or with `bookmark_synchronize_error`: also where there are no older
 * bookmarks, and the server refuses private storage.
 *
 * A bookmark that is there stays as it is. The older ones stay too, for older clients: so on a server
 * that does not keep both the same (`NS_BOOKMARKS_COMPAT`, `NS_BOOKMARKS_COMPAT_PEP`), one that was
 * deleted since comes back. Ask once for an account.
 */
@action('Bookmark/Synchronize', {
  params,
  idempotent: true,
  isSecret: ({ progress: at }) => at !== undefined && hasPassword(at.rooms),
})
export class SynchronizeBookmarks extends PublishAction<
  'Bookmark/Synchronize',
  v.InferOutput<typeof params>
> {
  get #progress(): Progress {
    return this.params.progress ?? start;
  }

  override build(ctx: BuildContext) {
    // Said before anything is asked: what is found could not be stored.
    demandPublishOptions(ctx, this.actionName);
    const { step, page } = this.#progress;
    switch (step) {
      case 'native':
        return iqGet(undefined, itemsRequest({ node: NS_BOOKMARKS, ...(page && { page }) }));
      case 'node':
        return iqGet(undefined, itemsRequest({ node: NS_BOOKMARK_STORAGE, max: 1 }));
      case 'private':
        return privateBookmarks();
      case 'publish':
        return super.build(ctx);
    }
  }

  override handle(reply: Element, ctx: Context) {
    switch (this.#progress.step) {
      case 'native':
        this.#compare(reply, ctx);
        break;
      case 'node':
        this.#found(
          itemsIn(reply).items.flatMap(({ payload }) => roomsIn(payload)),
          ctx,
        );
        break;
      case 'private':
        this.#found(readPrivateBookmarks(reply).rooms, ctx);
        break;
      case 'publish':
        super.handle(reply, ctx);
    }
  }

  protected override publication() {
    const [bookmark] = this.#progress.rooms;
    if (bookmark === undefined) throw new Error('expected a bookmark to store, got none');
    return {
      node: NS_BOOKMARKS,
      id: bookmark.jid,
      payload: bookmarkElement(bookmark),
      options: privateListOptions,
    };
  }

  protected override published(_id: string | undefined, ctx: Context) {
    const { rooms, done } = this.#progress;
    this.#store(rooms.slice(1), [...done, ...rooms.slice(0, 1).map(({ jid }) => jid)], ctx);
  }

  /** Without a node there is nothing in it. */
  override errorItemNotFound(error: StanzaError, ctx: Context) {
    const { step } = this.#progress;
    if (step === 'native') this.#goOn({ step: 'node' }, ctx);
    else if (step === 'node') this.#goOn({ step: 'private' }, ctx);
    else if (step === 'private') this.error(error, ctx);
    else super.errorItemNotFound(error, ctx);
  }

  protected override refused(error: StanzaError, ctx: Context) {
    this.error(error, ctx);
  }

  override error(error: ActionError, ctx: Context) {
    const { step, rooms } = this.#progress;
    // Not every server has private storage.
    const isLacking = error instanceof StanzaError && step === 'private' && rooms.length > 0;
    if (isLacking) this.#store(rooms, [], ctx);
    else ctx.deliver('error', v.parse(errorContent, error));
  }

  #compare(reply: Element, ctx: Context): void {
    const at = this.#progress;
    const { items, page } = itemsIn(reply);
    const native = [...at.native, ...items.flatMap(({ id }) => readJid(id)?.bare ?? [])];
    const next = nextPage(at.page ?? {}, page, items.length);
    this.#goOn({ step: next ? 'native' : 'node', native, ...(next && { page: next }) }, ctx);
  }

  /** What was found first counts: the node is newer than private storage. */
  #found(found: readonly Bookmark[], ctx: Context): void {
    const { step, native, rooms } = this.#progress;
    const known = new Set([...native, ...rooms.map(({ jid }) => jid)]);
    const fresh = found.filter(({ jid }) => !known.has(jid) && known.add(jid));
    const all = [...rooms, ...fresh];
    if (step === 'node') this.#goOn({ step: 'private', rooms: all }, ctx);
    else this.#store(all, [], ctx);
  }

  #store(rooms: readonly Bookmark[], done: readonly string[], ctx: Context): void {
    if (rooms.length === 0) ctx.deliver('handle', { rooms: done });
    else this.#goOn({ step: 'publish', rooms, done }, ctx);
  }

  #goOn(next: Partial<Progress>, ctx: Context): void {
    mustStillKeepPrivate(ctx);
    ctx.goOn(new SynchronizeBookmarks({ progress: { ...this.#progress, ...next } }));
  }
}

function itemsIn(reply: Element) {
  const answer = readItemsAnswer(reply);
  if (answer === undefined) throw new MalformedStanza('expected the items of the node');
  return answer;
}

const roomsIn = (el: Element | undefined): readonly Bookmark[] =>
  (el && readBookmarkStorage(el)?.rooms) ?? [];
