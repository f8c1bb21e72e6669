import {
  MalformedStanza,
  NS_PUBSUB_ERRORS,
  iqGet,
  itemsRequest,
  nextPage,
  readItemsAnswer,
  readSpaceContent,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { action, pageRequestSchema, type ActionContext, type StanzaError } from '../core/index.js';
import { NodeAction } from '../pubsub/index.js';
import { space } from './schema.js';

type Context = ActionContext<'Space/GetRooms'>;

const params = v.object({ ...space, page: v.exactOptional(pageRequestSchema) });

/**
 * Asks what is in a space (XEP-0503 section 5.4), or for one page of it. Answers with
 * `space_getrooms_handle`; `next` in it is the page that follows. Before it `space_getrooms_avatar` tells
 * what pictures the space has, where it says so.
 */
@action('Space/GetRooms', {
  params,
  idempotent: true,
  conditions: [{ name: 'closed-node', xmlns: NS_PUBSUB_ERRORS }],
})
export class GetSpaceRooms extends NodeAction<'Space/GetRooms', v.InferOutput<typeof params>> {
  override build() {
    const { to, ...query } = this.params;
    return iqGet(to, itemsRequest(query));
  }

  override handle(reply: Element, ctx: Context) {
    const answer = readItemsAnswer(reply);
    if (answer === undefined) throw new MalformedStanza('expected the items of the space');
    const { to: from, node, page: asked = {} } = this.params;
    const { rooms, nodes, ...pictures } = readSpaceContent(answer.items);
    if (Object.keys(pictures).length > 0) ctx.deliver('avatar', { from, node, ...pictures });
    const next = nextPage(asked, answer.page, answer.items.length);
    ctx.deliver('handle', { from, node, rooms, nodes, ...(next && { next }) });
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    this.refuse(ctx, error, 'erroritemnotfound');
  }

  errorClosedNode(error: StanzaError, ctx: Context) {
    this.refuse(ctx, error, 'errorclosednode');
  }
}
