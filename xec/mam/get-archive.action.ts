import {
  iqSet,
  mamQuery,
  nextPage,
  previousPage,
  readMamFin,
  type Element,
  type MamFin,
  type PageRequest,
} from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustBeExtended, versionFor } from './archive.js';
import { newQueryId } from './query-id.js';
import { getParams } from './schema.js';

type Params = v.InferOutput<typeof getParams>;
type Context = ActionContext<'MAM/Get'>;

/**
 * Asks an archive for messages (XEP-0313 section 4): each comes as `mamresult`, and when all of the page
 * have come, `mam_get_handle`.
 *
 * With `all` the next page is asked for until there is none, and the request ends then. Each page is
 * stored as it is asked for: a process that takes over goes on where this one stopped, and a page that has
 * to be asked for again tells nothing twice.
 */
@action('MAM/Get', { params: getParams, idempotent: true })
export class GetArchive extends Action<'MAM/Get', Params> {
  constructor(params: Omit<Params, 'queryId'> & Partial<Params> = {}) {
    super({ queryId: newQueryId(), ...params });
  }

  override build(ctx: BuildContext) {
    const { archive, queryId, node, filter, page, isFlipped = false } = this.params;
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

  override holds({ self }: BuildContext) {
    const { archive = self.bare, queryId } = this.params;
    return { section: 'query', key: queryId, value: { archive } } as const;
  }

  override handle(reply: Element, ctx: Context) {
    const { archive = ctx.self.bare, queryId, all, before = 0 } = this.params;
    const came = ctx.fact('query', queryId)?.seen?.length ?? 0;
    const fin = readMamFin(reply, this.#version(ctx));
    const received = before + came;
    const page = all === true && !fin.isComplete ? this.#following(fin, came) : undefined;
    if (page !== undefined) {
      const { queryId: _old, ...rest } = this.params;
      ctx.goOn(new GetArchive({ ...rest, page, before: received }));
      return;
    }
    ctx.deliver('handle', { archive, queryId, ...fin, received });
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
