import type { Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { keepPresence, ownPresence } from './own-presence.js';
import { availableParams, type AvailableParams } from './schemas.js';

/** Says that we are here (RFC 6121 section 4.2). Ends in `presence_available_handle`. */
@action('Presence/Available', { params: availableParams, idempotent: true })
export class SetAvailable extends Action<'Presence/Available', AvailableParams> {
  override build(ctx: BuildContext) {
    return ownPresence(ctx, this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Available'>) {
    keepPresence(ctx, this.params);
    ctx.deliver('handle', this.params);
  }
}
