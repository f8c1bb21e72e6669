import type { Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { keepPresence, ownPresence } from './own-presence.js';
import { availableParams, type AvailableParams } from './schemas.js';

/** Asks not to be disturbed (RFC 6121 section 4.7.2.1). Ends in `presence_dnd_handle`. */
@action('Presence/DND', { params: availableParams, idempotent: true })
export class SetDnd extends Action<'Presence/DND', AvailableParams> {
  override build(ctx: BuildContext) {
    return ownPresence(ctx, { ...this.params, show: 'dnd' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/DND'>) {
    keepPresence(ctx, this.params, 'dnd');
    ctx.deliver('handle', this.params);
  }
}
