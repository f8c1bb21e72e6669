import { chatStateMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { chatStateParams, type ChatStateParams } from './schemas.js';

/** Tells `to` that we are writing (XEP-0085). Answers with `message_composing_handle`. */
@action('Message/Composing', { params: chatStateParams })
export class SendComposing extends Action<'Message/Composing', ChatStateParams> {
  override build(ctx: BuildContext) {
    mustSeePresence(ctx, this.params.to, 'a chat state');
    return chatStateMessage('composing', { ...this.params, type: this.params.type ?? 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Composing'>) {
    ctx.deliver('handle', this.params);
  }
}
