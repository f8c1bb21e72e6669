import { subscriptionPresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { subscriptionParams, type SubscriptionParams } from './schemas.js';

/**
 * Wants to see the presence of `to` no more (RFC 6121 section 3.3.1). Ends in
 * `presence_unsubscribe_handle`.
 */
@action('Presence/Unsubscribe', { params: subscriptionParams })
export class UnsubscribeFromPresence extends Action<'Presence/Unsubscribe', SubscriptionParams> {
  override build() {
    return subscriptionPresence('unsubscribe', this.params.to, this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Unsubscribe'>) {
    ctx.deliver('handle', this.params);
  }
}
