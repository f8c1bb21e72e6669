import { iqSet, nodeSubscriptionsElement, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { at, placeOf, subscriptionsSchema } from './schema.js';

type Context = ActionContext<'Pubsub/SetSubscriptions'>;

const params = v.object({ ...at, subscriptions: subscriptionsSchema });

/**
 * Says who is subscribed to a node of ours (XEP-0060 section 8.8.2); others keep what they have. Answers
 * with `pubsub_setsubscriptions_handle`.
 */
@action('Pubsub/SetSubscriptions', { params })
export class SetNodeSubscriptions extends Action<
  'Pubsub/SetSubscriptions',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, subscriptions } = this.params;
    return iqSet(to, nodeSubscriptionsElement(node, subscriptions));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }
}
