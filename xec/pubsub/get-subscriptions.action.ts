import {
  MalformedStanza,
  iqGet,
  nodeSubscriptionsElement,
  readNodeSubscriptions,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { at, placeOf } from './schema.js';

type Context = ActionContext<'Pubsub/GetSubscriptions'>;

const params = v.object(at);

/**
 * Asks who is subscribed to a node of ours (XEP-0060 section 8.8.1). Answers with
 * `pubsub_getsubscriptions_handle`.
 */
@action('Pubsub/GetSubscriptions', { params, idempotent: true })
export class GetNodeSubscriptions extends Action<
  'Pubsub/GetSubscriptions',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node } = this.params;
    return iqGet(to, nodeSubscriptionsElement(node));
  }

  override handle(reply: Element, ctx: Context) {
    const subscriptions = readNodeSubscriptions(reply);
    if (subscriptions === undefined)
      throw new MalformedStanza('expected the subscriptions of the node');
    ctx.deliver('handle', { ...placeOf(this.params, ctx), subscriptions });
  }
}
