import {
  MalformedStanza,
  NS_BOOKMARKS,
  NS_BOOKMARKS_COMPAT,
  NS_BOOKMARKS_COMPAT_PEP,
  NS_BOOKMARK_STORAGE,
  NS_CONVERTED_BOOKMARKS,
  bookmarkElement,
  convertedBookmarks,
  iqGet,
  itemsRequest,
  nextPage,
  privateListOptions,
  privateOptions,
  readConvertedBookmarks,
  readItemsAnswer,
  readJid,
  type Bookmark,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  StanzaError,
  action,
  errorContent,
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
import { isNews, progress, roomsIn, start, union, withFound, type Progress } from './progress.js';
import { hasPassword } from './schema.js';

type Context = ActionContext<'Bookmark/Synchronize'>;

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
 * A bookmark that is there stays as it is. The older ones stay too, for older clients: so a server that
 * does not keep all of them the same (`NS_BOOKMARKS_COMPAT`, `NS_BOOKMARKS_COMPAT_PEP`) remembers in a
 * private node which rooms were there, and one whose bookmark was deleted since does not come back. Taken
 * out of the older places and put there again, it does.
 */
@action('Bookmark/Synchronize', {
  params,
  idempotent: true,
  isSecret: ({ progress: at }) => at !== undefined && hasPassword(at.rooms),
  untold: ['conflict', 'resource-constraint', 'item-not-found'],
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
      case 'converted':
        return iqGet(undefined, itemsRequest({ node: NS_CONVERTED_BOOKMARKS, max: 1 }));
      case 'node':
        return iqGet(undefined, itemsRequest({ node: NS_BOOKMARK_STORAGE, max: 1 }));
      case 'private':
        return privateBookmarks();
      case 'publish':
      case 'remember':
        return super.build(ctx);
    }
  }

  override handle(reply: Element, ctx: Context) {
    switch (this.#progress.step) {
      case 'native':
        this.#compare(reply, ctx);
        break;
      case 'converted':
        this.#goOn({ step: 'node', converted: convertedIn(reply) }, ctx);
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
      case 'remember':
        super.handle(reply, ctx);
    }
  }

  protected override publication() {
    const { step, older, rooms } = this.#progress;
    if (step === 'remember') return remembered(older);
    const [bookmark] = rooms;
    if (bookmark === undefined) throw new Error('expected a bookmark to store, got none');
    return {
      node: NS_BOOKMARKS,
      id: bookmark.jid,
      payload: bookmarkElement(bookmark),
      options: privateListOptions,
    };
  }

  protected override published(_id: string | undefined, ctx: Context) {
    const { step, rooms, done } = this.#progress;
    if (step === 'remember') ctx.deliver('handle', { rooms: done });
    else {
      const stored = rooms.slice(0, 1).map(({ jid }) => jid);
      this.#store({ rooms: rooms.slice(1), done: [...done, ...stored] }, ctx);
    }
  }

  /** Without a node there is nothing in it. */
  override errorItemNotFound(error: StanzaError, ctx: Context) {
    const { step } = this.#progress;
    if (step === 'native') this.#compared([], ctx);
    else if (step === 'converted') this.#goOn({ step: 'node' }, ctx);
    else if (step === 'node') this.#goOn({ step: 'private' }, ctx);
    else if (step === 'private') this.error(error, ctx);
    else super.errorItemNotFound(error, ctx);
  }

  override errorConflict(error: StanzaError, ctx: Context) {
    if (this.#isStoring) super.errorConflict(error, ctx);
    else this.error(error, ctx);
  }

  override errorResourceConstraint(error: StanzaError, ctx: Context) {
    if (this.#isStoring) super.errorResourceConstraint(error, ctx);
    else this.error(error, ctx);
  }

  /** Only then there is a publication that can be mended. */
  get #isStoring(): boolean {
    return ['publish', 'remember'].includes(this.#progress.step);
  }

  protected override refused(error: StanzaError, ctx: Context) {
    this.error(error, ctx);
  }

  override error(error: ActionError, ctx: Context) {
    const { step, older, converted } = this.#progress;
    // Not every server has private storage. What it may have had is not forgotten.
    const isLacking = error instanceof StanzaError && step === 'private' && older.length > 0;
    if (isLacking) this.#store({ older: union(older, converted) }, ctx);
    else ctx.deliver('error', v.parse(errorContent, error));
  }

  #compare(reply: Element, ctx: Context): void {
    const at = this.#progress;
    const { items, page } = itemsIn(reply);
    const native = [...at.native, ...items.flatMap(({ id }) => readJid(id)?.bare ?? [])];
    const next = nextPage(at.page ?? {}, page, items.length);
    if (next) this.#goOn({ native, page: next }, ctx);
    else this.#compared(native, ctx);
  }

  #compared(native: readonly string[], ctx: Context): void {
    this.#goOn({ step: isUnified(ctx) ? 'node' : 'converted', native }, ctx);
  }

  #found(found: readonly Bookmark[], ctx: Context): void {
    const at = withFound(this.#progress, found);
    if (at.step === 'node') this.#goOn({ ...at, step: 'private' }, ctx);
    else this.#store(at, ctx);
  }

  #store(at: Partial<Progress>, ctx: Context): void {
    const next = { ...this.#progress, ...at };
    if (next.rooms.length > 0) this.#goOn({ ...next, step: 'publish' }, ctx);
    else if (!isUnified(ctx) && isNews(next)) this.#goOn({ ...next, step: 'remember' }, ctx);
    else ctx.deliver('handle', { rooms: next.done });
  }

  #goOn(next: Partial<Progress>, ctx: Context): void {
    mustStillKeepPrivate(ctx);
    ctx.goOn(new SynchronizeBookmarks({ progress: { ...this.#progress, ...next } }));
  }
}

/** What is remembered of the older places, by the owner alone. */
const remembered = (older: readonly string[]) => ({
  node: NS_CONVERTED_BOOKMARKS,
  id: 'current',
  payload: convertedBookmarks(older),
  options: privateOptions,
});

const convertedIn = (reply: Element): readonly string[] =>
  itemsIn(reply).items.flatMap(({ payload }) => (payload ? readConvertedBookmarks(payload) : []));

function itemsIn(reply: Element) {
  const answer = readItemsAnswer(reply);
  if (answer === undefined) throw new MalformedStanza('expected the items of the node');
  return answer;
}

/** "a feature … when the server supports unifying": what is deleted is deleted in all places then. */
function isUnified(ctx: Context): boolean {
  const features = ctx.fact('announced', ctx.self.bare)?.features ?? [];
  return [NS_BOOKMARKS_COMPAT, NS_BOOKMARKS_COMPAT_PEP].every((one) => features.includes(one));
}
