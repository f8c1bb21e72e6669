import { attentionMessage, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { sendParams } from './schema.js';

/**
 * Asks `to` to look here now (XEP-0224 section 3); ask their disco first whether they take it. Answers
 * with `attention_send_handle`.
 */
@action('Attention/Send', { params: sendParams })
export class SendAttention extends Action<'Attention/Send', v.InferOutput<typeof sendParams>> {
  override build() {
    return attentionMessage(this.params.to, this.params.body);
  }

  override handle(_sent: Element, ctx: ActionContext<'Attention/Send'>) {
    ctx.deliver('handle', this.params);
  }
}
