import { chatStateMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { chatStateParams, type ChatStateParams } from './schemas.js';

/** Tells `to` that writing has paused (XEP-0085). Answers with `message_paused_handle`. */
@action('Message/Paused', { params: chatStateParams })
export class SendPaused extends Action<'Message/Paused', ChatStateParams> {
  override build(ctx: BuildContext) {
    mustSeePresence(ctx, this.params.to, 'a chat state');
    return chatStateMessage('paused', { ...this.params, type: this.params.type ?? 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Paused'>) {
    ctx.deliver('handle', this.params);
  }
}
