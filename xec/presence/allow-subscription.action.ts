import { subscriptionPresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { subscriptionParams, type SubscriptionParams } from './schemas.js';

/**
 * Lets `to` see our presence, now and later (RFC 6121 section 3.1.4); who has not asked yet may from
 * then on where the server knows pre-approval (section 3.4). Ends in `presence_subscribed_handle`.
 */
@action('Presence/Subscribed', { params: subscriptionParams })
export class AllowSubscription extends Action<'Presence/Subscribed', SubscriptionParams> {
  override build() {
    return subscriptionPresence('subscribed', this.params.to, this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Subscribed'>) {
    ctx.deliver('handle', this.params);
  }
}
