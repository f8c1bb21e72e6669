import type { Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { keepPresence, ownPresence } from './own-presence.js';
import { availableParams, type AvailableParams } from './schemas.js';

/** Says that we are away for a while (RFC 6121 section 4.7.2.1). Ends in `presence_away_handle`. */
@action('Presence/Away', { params: availableParams, idempotent: true })
export class SetAway extends Action<'Presence/Away', AvailableParams> {
  override build(ctx: BuildContext) {
    return ownPresence(ctx, { ...this.params, show: 'away' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Away'>) {
    keepPresence(ctx, this.params, 'away');
    ctx.deliver('handle', this.params);
  }
}
