import { readJid, type BobData } from '@xec/stanza';
import { maySeePresence, type HandlerContext } from '../core/index.js';
import { knownBob } from './kept.js';
import { RequestBob } from './request-bob.action.js';

/**
 * What the session has under the Content-ID that `from` named; where it has nothing, `from` is asked for it,
 * unless somebody is asked already: it comes with `bob_request_handle`.
 *
 * To ask tells `from` that we are here: who may not see our presence is not asked.
 */
export function wantBob(ctx: HandlerContext, from: string, cid: string): BobData | undefined {
  const known = knownBob(ctx, cid);
  if (known !== undefined) return known;
  const bare = readJid(from)?.bare;
  const isAsked = ctx.fact('askedBob', cid) !== undefined;
  if (!isAsked && bare !== undefined && maySeePresence(ctx, bare)) {
    ctx.request(new RequestBob({ to: from, cid }));
  }
  return undefined;
}
