import {
  NS_PUBSUB_ERRORS,
  iqSet,
  readOwnSubscription,
  subscribeToNode,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  StanzaError,
  action,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import { NodeAction } from '../pubsub/index.js';
import { forgetSpace, spaceChange } from './known.js';
import { space } from './schema.js';

type Context = ActionContext<'Space/Subscribe'>;

const params = v.object(space);

const conditions = (['pending-subscription', 'unsupported', 'closed-node'] as const).map(
  (name) => ({
    name,
    xmlns: NS_PUBSUB_ERRORS,
  }),
);

/**
 * Joins a space (XEP-0503 section 5.3): subscribes the own account to its node. Answers with
 * `space_subscribe_handle`; its `subscription` is `pending` where its owner has to decide first.
 */
@action('Space/Subscribe', { params, conditions })
export class SubscribeToSpace extends NodeAction<'Space/Subscribe', v.InferOutput<typeof params>> {
  override build({ self }: BuildContext) {
    const { to, node } = this.params;
    return iqSet(to, subscribeToNode(node, self.bare));
  }

  /** What is in it may come before the answer. */
  override begin(ctx: BuildContext) {
    return [spaceChange(ctx, this.params)];
  }

  override handle(reply: Element, ctx: Context) {
    const { to: from, node } = this.params;
    // Who answers with an empty result has done what was asked.
    const done = { jid: ctx.self.bare, subscription: 'subscribed' } as const;
    ctx.deliver('handle', { ...(readOwnSubscription(reply) ?? done), from, node });
  }

  /** We asked before, and the owner has not decided yet. */
  errorPendingSubscription(error: StanzaError, ctx: Context) {
    this.refuse(ctx, error, 'errorpendingsubscription');
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    this.#notIn(error, ctx, 'erroritemnotfound');
  }

  errorUnsupported(error: StanzaError, ctx: Context) {
    this.#notIn(error, ctx, 'errorunsupported');
  }

  errorClosedNode(error: StanzaError, ctx: Context) {
    this.#notIn(error, ctx, 'errorclosednode');
  }

  override error(error: ActionError, ctx: Context) {
    this.#notIn(error, ctx, 'error');
  }

  #notIn(error: ActionError, ctx: Context, method: string): void {
    // Without an answer we may be in it all the same.
    if (error instanceof StanzaError) forgetSpace(ctx, this.params);
    this.refuse(ctx, error, method);
  }
}
