import { subscriptionPresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { subscribeParams, type SubscribeParams } from './schemas.js';

/**
 * Asks to see the presence of `to` (RFC 6121 section 3.1.1). Ends in `presence_subscribe_handle` once
 * it is sent; the answer comes as `presence` of type `subscribed` or `unsubscribed`, and as `roster`.
 * Add the contact to the roster first, if it shall have a name or groups.
 */
@action('Presence/Subscribe', { params: subscribeParams })
export class SubscribeToPresence extends Action<'Presence/Subscribe', SubscribeParams> {
  override build() {
    return subscriptionPresence('subscribe', this.params.to, this.params);
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Subscribe'>) {
    ctx.deliver('handle', this.params);
  }
}
