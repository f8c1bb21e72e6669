import { retractionMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { retractParams, type RetractParams } from './schemas.js';

const FALLBACK = "/me retracted a previous message, but it's unsupported by your client.";

/**
 * Takes the message `id` of ours back (XEP-0424 section 3.2); in a room `id` is its stanza-id. Others may
 * have read it, and may keep it. Answers with `message_retract_handle`.
 */
@action('Message/Retract', { params: retractParams })
export class RetractMessage extends Action<'Message/Retract', RetractParams> {
  override build() {
    const { id, reason, body = FALLBACK, type = 'chat', ...rest } = this.params;
    const retraction = { id, ...(reason !== undefined && { reason }) };
    return retractionMessage(retraction, body, { ...rest, type });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Retract'>) {
    ctx.deliver('handle', this.params);
  }
}
