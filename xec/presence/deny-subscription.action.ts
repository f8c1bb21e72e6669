import { subscriptionPresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { subscriptionParams, type SubscriptionParams } from './schemas.js';

/**
 * Refuses the request of `to` (RFC 6121 section 3.1.4), or takes back what was granted (section 3.2.1).
 * Ends in `presence_unsubscribed_handle`.
 */
@action('Presence/Unsubscribed', { params: subscriptionParams })
export class DenySubscription extends Action<'Presence/Unsubscribed', SubscriptionParams> {
  override build() {
    return subscriptionPresence('unsubscribed', this.params.to, this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Unsubscribed'>) {
    ctx.deliver('handle', this.params);
  }
}
