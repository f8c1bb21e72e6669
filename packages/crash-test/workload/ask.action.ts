import { iqGet, type Element } from '@xec/stanza';
import { Action, action, jid, type ActionContext, type ActionError } from '@xec/xec';
import * as v from 'valibot';
import { failure } from './failure.js';
import { NS_CRASH, wishElement } from './vocabulary.js';
import { handling } from './watch.js';

const params = v.object({
  n: v.number(),
  to: jid,
  what: v.picklist(['reply', 'slow', 'error', 'silent', 'forged-first', 'duplicate', 'tell-back']),
  ms: v.number(),
  /** The number of a request that follows the answer. */
  then: v.exactOptional(v.number()),
});

/** Asks the peer to do something and to answer then. Asking twice does no harm. */
@action('Crash/Ask', { params, idempotent: true, timeoutMs: 12_000 })
export class Ask extends Action<'Crash/Ask', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.to, wishElement(this.params));
  }

  override handle(reply: Element, ctx: ActionContext<'Crash/Ask'>) {
    const { n, to, then } = this.params;
    handling(n, ctx.id);
    const token = String(reply.getChild('done', NS_CRASH)?.attrs['token']);
    if (then !== undefined) ctx.request(new Ask({ n: then, to, what: 'reply', ms: 0 }));
    ctx.deliver('handle', { n, id: ctx.id, token });
  }

  override error(error: ActionError, ctx: ActionContext<'Crash/Ask'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx));
  }
}
