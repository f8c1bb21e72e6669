import { MalformedStanza, discoItemsRequest, iqGet, readItemIds, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/GetItemsId'>;

const params = v.object(at);

/**
 * Asks for the ids of a node's items alone (XEP-0060 section 5.5). Answers with
 * `pubsub_getitemsid_handle`.
 */
@action('Pubsub/GetItemsId', { params, idempotent: true })
export class GetNodeItemIds extends Action<'Pubsub/GetItemsId', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqGet(to, discoItemsRequest(node));
  }

  override handle(reply: Element, ctx: Context) {
    const ids = readItemIds(reply);
    if (ids === undefined) throw new MalformedStanza('expected the items of the node');
    ctx.deliver('handle', { ...placeOf(this.params, ctx), ids });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
