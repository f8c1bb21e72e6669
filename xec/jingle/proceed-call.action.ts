import { callMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { accountOf, callParams, told, type CallParams } from './call-requests.js';
import { callChange, callOf } from './calls.js';

/**
 * Takes a call on this client (XEP-0353 section 3.4): tells the one that calls, by its full JID, and so
 * that we are here. Answers with `jingle_messageproceed_handle`; that one begins a session then.
 */
@action('Jingle/MessageProceed', { params: callParams })
export class ProceedCall extends Action<'Jingle/MessageProceed', CallParams> {
  override build() {
    const { to, sid } = this.params;
    return callMessage(to, { type: 'proceed', sid });
  }

  override begin(ctx: BuildContext) {
    const { sid } = this.params;
    const peer = accountOf(this.params);
    const { isElsewhere: _, ...call } = callOf(ctx, sid, peer) ?? {
      sid,
      peer,
      by: 'peer' as const,
    };
    return [callChange({ ...call, isTaken: true })];
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageProceed'>) {
    ctx.deliver('handle', told(this.params));
  }
}
