import { callMessage, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { accountOf, endParams, told } from './call-requests.js';
import { callEnd } from './calls.js';
import { jingleSid } from './schema.js';

const params = v.object({
  ...endParams.entries,
  /** The session that goes on with the call (section 4.2); its reason is `expired`. */
  migratedTo: v.exactOptional(jingleSid),
});

/**
 * Tells all clients of both sides that the call is over (XEP-0353 section 3.7), after
 * {@link TerminateSession}; the usual reason is `success`. Answers with `jingle_messagefinish_handle`.
 */
@action('Jingle/MessageFinish', { params })
export class FinishCall extends Action<'Jingle/MessageFinish', v.InferOutput<typeof params>> {
  override build() {
    const { to, ...call } = this.params;
    return callMessage(to, { ...call, type: 'finish' });
  }

  override begin() {
    return [callEnd(this.params.sid, accountOf(this.params))];
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageFinish'>) {
    ctx.deliver('handle', told(this.params));
  }
}
