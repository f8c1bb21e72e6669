import { receiptMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { receiptParams, type ReceiptParams } from './schemas.js';

/**
 * Tells `to` that its message `id` arrived (XEP-0184 section 7), for applications that do not leave
 * that to the feature. Answers with `message_acknowledge_handle`.
 */
@action('Message/Acknowledge', { params: receiptParams })
export class AcknowledgeMessage extends Action<'Message/Acknowledge', ReceiptParams> {
  override build(ctx: BuildContext) {
    const { id, to, type = 'chat' } = this.params;
    mustSeePresence(ctx, to, 'a receipt');
    return receiptMessage(id, { to, type });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Acknowledge'>) {
    ctx.deliver('handle', this.params);
  }
}
