import { callMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { accountOf, endParams, told, type EndParams } from './call-requests.js';
import { callEnd } from './calls.js';

/**
 * Declines a call, on all our clients (XEP-0353 section 3.5); the usual reason is `busy`. Answers with
 * `jingle_messagereject_handle`.
 */
@action('Jingle/MessageReject', { params: endParams })
export class RejectCall extends Action<'Jingle/MessageReject', EndParams> {
  override build() {
    const { to, ...call } = this.params;
    return callMessage(to, { ...call, type: 'reject' });
  }

  override begin() {
    return [callEnd(this.params.sid, accountOf(this.params))];
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageReject'>) {
    ctx.deliver('handle', told(this.params));
  }
}
