import { completePost, iqSet, postElement, publishItem, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import { nodeParams, nodePlaceOf, nodeRefused } from '../pubsub/index.js';
import { draftSchema } from './post-schemas.js';

type Context = ActionContext<'Microblog/CommentPublish'>;

const params = v.object({ ...nodeParams, id: v.pipe(v.string(), v.nonEmpty()), post: draftSchema });

/**
 * Writes a comment on a post (XEP-0277 section 3.2), into the node that its `commentsAddress` says. Name
 * yourself in its `author`: readers compare it with the publisher (section 9.1). Answers with
 * `microblog_commentpublish_handle` or `microblog_commentpublish_error`.
 */
@action('Microblog/CommentPublish', { params, idempotent: true })
export class PublishComment extends Action<
  'Microblog/CommentPublish',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    const { to, node, id, post } = this.params;
    const full = completePost(post, { jid: to ?? ctx.self.bare, node, item: id });
    return iqSet(to, publishItem({ node, id, payload: postElement(full) }));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', { ...nodePlaceOf(this.params, ctx), id: this.params.id });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', nodeRefused(this.params, ctx, error));
  }
}
