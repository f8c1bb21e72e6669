import { MalformedStanza, iqGet, itemsRequest, readItemsAnswer, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type StanzaError } from '../core/index.js';
import { at, placeOf, plainItem, presenceSubscriptionRequired, refused } from './schema.js';

type Context = ActionContext<'Pubsub/GetItem'>;

const params = v.object({ ...at, id: v.string() });

/** The service has no such item, and says so with an empty list. */
const nothing = { condition: 'item-not-found', type: 'cancel' } as const;

/**
 * Asks for one item of a node (XEP-0060 section 6.5.8). Answers with `pubsub_getitem_handle`.
 *
 * Without such an item services refuse, or give an empty list: `pubsub_getitem_erroritemnotfound` comes
 * either way; with a list the request resolves, with nothing.
 */
@action('Pubsub/GetItem', { params, idempotent: true, conditions: [presenceSubscriptionRequired] })
export class GetNodeItem extends Action<'Pubsub/GetItem', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, id } = this.params;
    return iqGet(to, itemsRequest({ node, ids: [id] }));
  }

  override handle(reply: Element, ctx: Context) {
    const answer = readItemsAnswer(reply);
    if (answer === undefined) throw new MalformedStanza('expected the items of the node');
    const item = answer.items.find(({ id }) => id === this.params.id);
    if (item === undefined) {
      ctx.deliver('erroritemnotfound', { ...placeOf(this.params, ctx), ...nothing });
      return;
    }
    ctx.deliver('handle', { ...placeOf(this.params, ctx), item: plainItem(item) });
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('erroritemnotfound', refused(this.params, ctx, error));
  }

  errorPresenceSubscriptionRequired(error: StanzaError, ctx: Context) {
    ctx.deliver('errorpresencesubscriptionrequired', refused(this.params, ctx, error));
  }
}
