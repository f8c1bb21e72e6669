import { chatStateMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { goneParams, type GoneParams } from './schemas.js';

/**
 * Tells `to` that we left the conversation (XEP-0085); its thread is not used again (section 5.6).
 * Not for logging out: our other clients may go on with it (XEP-0280 section 10.2). Answers with
 * `message_gone_handle`.
 */
@action('Message/Gone', { params: goneParams })
export class SendGone extends Action<'Message/Gone', GoneParams> {
  override build(ctx: BuildContext) {
    mustSeePresence(ctx, this.params.to, 'a chat state');
    return chatStateMessage('gone', { ...this.params, type: 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Gone'>) {
    ctx.deliver('handle', this.params);
  }
}
