import { iqSet, nodeSubscriptionsElement } from '@xec/stanza';
import * as v from 'valibot';
import { action } from '../core/index.js';
import { NodeAction } from './node-action.js';
import { at, subscriptionsSchema } from './schema.js';

const params = v.object({ ...at, subscriptions: subscriptionsSchema });

/**
 * Says who is subscribed to a node of ours (XEP-0060 section 8.8.2); others keep what they have. Answers
 * with `pubsub_setsubscriptions_handle`.
 */
@action('Pubsub/SetSubscriptions', { params })
export class SetNodeSubscriptions extends NodeAction<
  'Pubsub/SetSubscriptions',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, subscriptions } = this.params;
    return iqSet(to, nodeSubscriptionsElement(node, subscriptions));
  }
}
