import {
  MalformedStanza,
  iqGet,
  itemsRequest,
  nextPage,
  readItemsAnswer,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type ActionError,
  pageRequestSchema,
  type StanzaError,
} from '../core/index.js';
import { at, placeOf, plainItem, presenceSubscriptionRequired, refused } from './schema.js';

type Context = ActionContext<'Pubsub/GetItems'>;

const params = v.object({
  ...at,
  page: v.exactOptional(pageRequestSchema),
  max: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/**
 * Asks for the items of a node (XEP-0060 section 6.5), or one page of them. Answers with
 * `pubsub_getitems_handle`; `next` in it is the page that follows.
 */
@action('Pubsub/GetItems', { params, idempotent: true, conditions: [presenceSubscriptionRequired] })
export class GetNodeItems extends Action<'Pubsub/GetItems', v.InferOutput<typeof params>> {
  override build() {
    const { to, ...query } = this.params;
    return iqGet(to, itemsRequest(query));
  }

  override handle(reply: Element, ctx: Context) {
    const answer = readItemsAnswer(reply);
    if (answer === undefined) throw new MalformedStanza('expected the items of the node');
    const { items, page } = answer;
    const next = nextPage(this.params.page ?? {}, page, items.length);
    ctx.deliver('handle', {
      ...placeOf(this.params, ctx),
      items: items.map(plainItem),
      ...(page && { page }),
      ...(next && { next }),
    });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }

  errorPresenceSubscriptionRequired(error: StanzaError, ctx: Context) {
    ctx.deliver('errorpresencesubscriptionrequired', refused(this.params, ctx, error));
  }
}
