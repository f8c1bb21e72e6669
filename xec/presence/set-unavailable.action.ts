import { unavailablePresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { unavailableParams, type UnavailableParams } from './schemas.js';

/**
 * Says that we are here no more (RFC 6121 section 4.5), and stays so on later streams until the
 * application says otherwise. With `to` it ends what was said to that JID alone (section 4.6). Ends in
 * `presence_unavailable_handle`.
 */
@action('Presence/Unavailable', { params: unavailableParams, idempotent: true })
export class SetUnavailable extends Action<'Presence/Unavailable', UnavailableParams> {
  override build() {
    return unavailablePresence(this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Unavailable'>) {
    if (this.params.to === undefined) {
      ctx.learn('ownPresence', ctx.self.bare, { type: 'unavailable' });
    }
    ctx.deliver('handle', this.params);
  }
}
