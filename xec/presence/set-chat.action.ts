import type { Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { keepPresence, ownPresence } from './own-presence.js';
import { availableParams, type AvailableParams } from './schemas.js';

/** Says that we are here and like to talk (RFC 6121 section 4.7.2.1). Ends in `presence_chat_handle`. */
@action('Presence/Chat', { params: availableParams, idempotent: true })
export class SetChat extends Action<'Presence/Chat', AvailableParams> {
  override build(ctx: BuildContext) {
    return ownPresence(ctx, { ...this.params, show: 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Chat'>) {
    keepPresence(ctx, this.params, 'chat');
    ctx.deliver('handle', this.params);
  }
}
