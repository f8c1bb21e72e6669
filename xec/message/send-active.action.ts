import { chatStateMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { chatStateParams, type ChatStateParams } from './schemas.js';

/** Tells `to` that the conversation has our attention (XEP-0085). Answers with `message_active_handle`. */
@action('Message/Active', { params: chatStateParams })
export class SendActive extends Action<'Message/Active', ChatStateParams> {
  override build(ctx: BuildContext) {
    mustSeePresence(ctx, this.params.to, 'a chat state');
    return chatStateMessage('active', { ...this.params, type: this.params.type ?? 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Active'>) {
    ctx.deliver('handle', this.params);
  }
}
