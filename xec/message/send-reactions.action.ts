import { reactionsMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { reactionsParams, type ReactionsParams } from './schemas.js';

/**
 * Says all that we think of the message `id`, in place of what we said before (XEP-0444 section 3.2); in a
 * room `id` is its stanza-id. Answers with `message_reactions_handle`.
 */
@action('Message/Reactions', { params: reactionsParams })
export class SendReactions extends Action<'Message/Reactions', ReactionsParams> {
  override build() {
    const { id, reactions, type = 'chat', ...rest } = this.params;
    return reactionsMessage({ id, reactions }, { ...rest, type });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Reactions'>) {
    ctx.deliver('handle', this.params);
  }
}
