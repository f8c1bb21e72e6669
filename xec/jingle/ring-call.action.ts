import { callMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { callParams, told, type CallParams } from './call-requests.js';

/**
 * Tells the client that calls, by its full JID, that it rings here (XEP-0353 section 3.2), and that we
 * are here. Answers with `jingle_messageringing_handle`.
 */
@action('Jingle/MessageRinging', { params: callParams })
export class RingCall extends Action<'Jingle/MessageRinging', CallParams> {
  override build() {
    const { to, ...call } = this.params;
    return callMessage(to, { ...call, type: 'ringing' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageRinging'>) {
    ctx.deliver('handle', told(this.params));
  }
}
