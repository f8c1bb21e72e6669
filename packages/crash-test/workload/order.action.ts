import { iqSet, type Element } from '@xec/stanza';
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
});

/** Has the peer do something that must not be done twice. */
@action('Crash/Order', { params, timeoutMs: 12_000 })
export class Order extends Action<'Crash/Order', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.to, wishElement(this.params));
  }

  override handle(reply: Element, ctx: ActionContext<'Crash/Order'>) {
    handling(this.params.n, ctx.id);
    const token = String(reply.getChild('done', NS_CRASH)?.attrs['token']);
    ctx.deliver('handle', { n: this.params.n, id: ctx.id, token });
  }

  override error(error: ActionError, ctx: ActionContext<'Crash/Order'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx));
  }
}
