import { chatStateMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { chatStateParams, type ChatStateParams } from './schemas.js';

/** Tells `to` that the conversation has lost our attention (XEP-0085). Answers with `message_inactive_handle`. */
@action('Message/Inactive', { params: chatStateParams })
export class SendInactive extends Action<'Message/Inactive', ChatStateParams> {
  override build(ctx: BuildContext) {
    mustSeePresence(ctx, this.params.to, 'a chat state');
    return chatStateMessage('inactive', { ...this.params, type: this.params.type ?? 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Inactive'>) {
    ctx.deliver('handle', this.params);
  }
}
