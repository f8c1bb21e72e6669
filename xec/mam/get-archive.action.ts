import {
  MalformedStanza,
  discoInfoRequest,
  iqGet,
  iqSet,
  mamQuery,
  mamVersions,
  nextPage,
  previousPage,
  readMamFin,
  type Element,
  type MamFin,
  type PageRequest,
} from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, mustFit, type ActionContext, type BuildContext } from '../core/index.js';
import { mustBeExtended, versionFor } from './archive.js';
import { newQueryId } from './query-id.js';
import { getParams } from './schema.js';

type Params = v.InferOutput<typeof getParams>;
type Context = ActionContext<'MAM/Get'>;

const [, , V0] = mamVersions;

/** How often an archive of `urn:xmpp:mam:0` may answer something else before the end of its page. */
const MAX_TURNS = 5;

/**
 * Asks an archive for messages (XEP-0313 section 4): each comes as `mamresult`, and when all of the page
 * have come, `mam_get_handle`.
 *
 * With `all` the next page is asked for until there is none, and the request ends then. Each page is
 * stored as it is asked for: a process that takes over goes on where this one stopped, and a page that has
 * to be asked for again tells nothing twice.
 *
 * An archive of `urn:xmpp:mam:0` answers first, sends then, and a message says that this was all. No message
 * ends an iq; but stanzas between two entities keep their order (RFC 6120 section 10.1), so the archive is
 * asked for something else, and when it answers that, the end of the page is here.
 */
@action('MAM/Get', { params: getParams, idempotent: true })
export class GetArchive extends Action<'MAM/Get', Params> {
  constructor(params: Omit<Params, 'queryId'> & Partial<Params> = {}) {
    super({ queryId: newQueryId(), ...params });
  }

  override build(ctx: BuildContext) {
    const { archive, queryId, node, filter, page, isFlipped = false, before, turn } = this.params;
    // A later page takes the place of the one before it.
    if (before === undefined) mustFit(ctx, 'query', queryId, 'mam.queries');
    if (turn !== undefined) return iqGet(archive, discoInfoRequest());
    const asked = archive ?? ctx.self.bare;
    if (isFlipped) mustBeExtended(ctx, asked, 'flipped pages');
    if (filter?.beforeId ?? filter?.afterId ?? filter?.ids) {
      mustBeExtended(ctx, asked, 'filters by id');
    }
    const query = {
      version: this.#version(ctx),
      queryId,
      isFlipped,
      ...(node !== undefined && { node }),
      ...(filter !== undefined && { filter }),
      ...(page !== undefined && { page }),
    };
    return iqSet(archive, mamQuery(query));
  }

  override holds(ctx: BuildContext) {
    const { archive = ctx.self.bare, queryId } = this.params;
    const value = ctx.fact('query', queryId) ?? { archive };
    return { section: 'query', key: queryId, value } as const;
  }

  override handle(reply: Element, ctx: Context) {
    const { archive = ctx.self.bare, queryId, all, before = 0 } = this.params;
    const { seen = [], end } = ctx.fact('query', queryId) ?? {};
    const version = this.#version(ctx);
    if (version === V0 && end === undefined) {
      this.#lookAgain(ctx);
      return;
    }
    const fin = end ?? readMamFin(reply, version);
    const received = before + seen.length;
    const page = all === true && !fin.isComplete ? this.#following(fin, seen.length) : undefined;
    if (page !== undefined) {
      const { queryId: _old, turn: _turn, ...rest } = this.params;
      ctx.goOn(new GetArchive({ ...rest, page, before: received }));
      return;
    }
    ctx.deliver('handle', { archive, queryId, ...fin, received });
  }

  #lookAgain(ctx: Context): void {
    const { turn = 0 } = this.params;
    if (turn === MAX_TURNS) {
      throw new MalformedStanza(`expected a message with a fin of ${V0} behind the results`);
    }
    ctx.goOn(new GetArchive({ ...this.params, version: V0, turn: turn + 1 }));
  }

  /** The page behind this one, in the direction that was asked for. */
  #following({ page }: MamFin, came: number): PageRequest | undefined {
    const { page: asked = {} } = this.params;
    return asked.before === undefined
      ? nextPage(asked, page, came)
      : previousPage(asked, page, came);
  }

  #version(ctx: BuildContext) {
    return this.params.version ?? versionFor(ctx, this.params.archive ?? ctx.self.bare);
  }
}
