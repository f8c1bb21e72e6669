import { NS_MICROBLOG, iqGet, itemsRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { nodeParams, nodeRefused } from '../pubsub/index.js';
import { postsQuery } from './post-schemas.js';
import { readPosts } from './read-posts.js';

type Context = ActionContext<'Microblog/Get'>;

const params = v.object({ ...nodeParams, node: v.exactOptional(nodeParams.node), ...postsQuery });

/**
 * Asks for the posts of an account, without `to` of the own one, or of another `node` with posts
 * (XEP-0060 section 6.5). Answers with `microblog_get_handle` or `microblog_get_error`.
 */
@action('Microblog/Get', { params, idempotent: true })
export class GetPosts extends Action<'Microblog/Get', v.InferOutput<typeof params>> {
  override build() {
    const { to, ...query } = this.#asked;
    return iqGet(to, itemsRequest(query));
  }

  override handle(reply: Element, ctx: Context) {
    ctx.deliver('handle', readPosts(reply, this.#asked, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', nodeRefused(this.#asked, ctx, error));
  }

  get #asked() {
    return { ...this.params, node: this.params.node ?? NS_MICROBLOG };
  }
}
