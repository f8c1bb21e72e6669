import { messageStanza, type Element } from '@xec/stanza';
import { Action, action, jid, type ActionContext, type ActionError } from '@xec/xec';
import * as v from 'valibot';
import { failure } from './failure.js';
import { tellElement } from './vocabulary.js';
import { handling } from './watch.js';

const params = v.object({ n: v.number(), to: jid });

/** Tells somebody a number, in a message: its outcome says that it left. */
@action('Crash/Tell', { params, timeoutMs: 12_000 })
export class Tell extends Action<'Crash/Tell', v.InferOutput<typeof params>> {
  override build() {
    return messageStanza({ to: this.params.to, type: 'normal' }, tellElement(this.params.n));
  }

  override handle(_sent: Element, ctx: ActionContext<'Crash/Tell'>) {
    handling(this.params.n, ctx.id);
    ctx.deliver('handle', { n: this.params.n, id: ctx.id });
  }

  override error(error: ActionError, ctx: ActionContext<'Crash/Tell'>) {
    ctx.deliver('error', failure(this.params.n, error, ctx));
  }
}
