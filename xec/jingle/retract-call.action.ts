import { callMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { accountOf, endParams, told, type EndParams } from './call-requests.js';
import { callEnd } from './calls.js';

/**
 * Takes our own call back before it was taken (XEP-0353 section 3.3); the usual reason is `cancel`.
 * Answers with `jingle_messageretract_handle`.
 */
@action('Jingle/MessageRetract', { params: endParams })
export class RetractCall extends Action<'Jingle/MessageRetract', EndParams> {
  override build() {
    const { to, ...call } = this.params;
    return callMessage(to, { ...call, type: 'retract' });
  }

  override begin() {
    return [callEnd(this.params.sid, accountOf(this.params))];
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageRetract'>) {
    ctx.deliver('handle', told(this.params));
  }
}
