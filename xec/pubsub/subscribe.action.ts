import { iqSet, readOwnSubscription, subscribeToNode, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  jid,
  type BuildContext,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';
import { at, placeOf, presenceSubscriptionRequired, refused, unsupported } from './schema.js';

type Context = ActionContext<'Pubsub/Subscribe'>;

const params = v.object({ ...at, jid: v.exactOptional(jid) });

/**
 * Subscribes to a node (XEP-0060 section 6.1), with the own bare JID where `jid` names no other one.
 * Answers with `pubsub_subscribe_handle`; its `subscription` may be `pending`.
 */
@action('Pubsub/Subscribe', { params, conditions: [presenceSubscriptionRequired, unsupported] })
export class SubscribeToNode extends Action<'Pubsub/Subscribe', v.InferOutput<typeof params>> {
  override build(ctx: BuildContext) {
    const { to, node, jid: who } = this.params;
    return iqSet(to, subscribeToNode(node, who ?? ctx.self.bare));
  }

  override handle(reply: Element, ctx: Context) {
    const who = this.params.jid ?? ctx.self.bare;
    // Who answers with an empty result has done what was asked.
    const read = readOwnSubscription(reply) ?? { jid: who, subscription: 'subscribed' as const };
    ctx.deliver('handle', { ...read, ...placeOf(this.params, ctx) });
  }

  errorPresenceSubscriptionRequired(error: StanzaError, ctx: Context) {
    ctx.deliver('errorpresencesubscriptionrequired', refused(this.params, ctx, error));
  }

  errorUnsupported(error: StanzaError, ctx: Context) {
    ctx.deliver('errorunsupported', refused(this.params, ctx, error));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
