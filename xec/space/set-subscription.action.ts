import { iqSet, nodeSubscriptionsElement } from '@xec/stanza';
import * as v from 'valibot';
import { action } from '../core/index.js';
import { NodeAction, subscribedSchema } from '../pubsub/index.js';
import { space } from './schema.js';

const params = v.object({ ...space, ...subscribedSchema.entries });

/**
 * Lets somebody into a space of ours, or takes them out (XEP-0060 section 8.8.2): the answer to
 * `spacerequest`. Answers with `space_setsubscription_handle`.
 */
@action('Space/SetSubscription', { params })
export class SetSpaceSubscription extends NodeAction<
  'Space/SetSubscription',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, ...subscribed } = this.params;
    return iqSet(to, nodeSubscriptionsElement(node, [subscribed]));
  }
}
