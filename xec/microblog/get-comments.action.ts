import { iqGet, itemsRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { nodeParams, nodeRefused } from '../pubsub/index.js';
import { postsQuery } from './post-schemas.js';
import { readPosts } from './read-posts.js';

type Context = ActionContext<'Microblog/CommentsGet'>;

const params = v.object({ ...nodeParams, ...postsQuery });

/**
 * Asks for the comments on a post (XEP-0277 section 3.2), which are where its `commentsAddress` says.
 * Answers with `microblog_commentsget_handle` or `microblog_commentsget_error`.
 */
@action('Microblog/CommentsGet', { params, idempotent: true })
export class GetComments extends Action<'Microblog/CommentsGet', v.InferOutput<typeof params>> {
  override build() {
    const { to, ...query } = this.params;
    return iqGet(to, itemsRequest(query));
  }

  override handle(reply: Element, ctx: Context) {
    ctx.deliver('handle', readPosts(reply, this.params, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', nodeRefused(this.params, ctx, error));
  }
}
