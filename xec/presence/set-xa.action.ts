import type { Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { keepPresence, ownPresence } from './own-presence.js';
import { availableParams, type AvailableParams } from './schemas.js';

/** Says that we are away for long (RFC 6121 section 4.7.2.1). Ends in `presence_xa_handle`. */
@action('Presence/XA', { params: availableParams, idempotent: true })
export class SetXa extends Action<'Presence/XA', AvailableParams> {
  override build(ctx: BuildContext) {
    return ownPresence(ctx, { ...this.params, show: 'xa' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/XA'>) {
    keepPresence(ctx, this.params, 'xa');
    ctx.deliver('handle', this.params);
  }
}
