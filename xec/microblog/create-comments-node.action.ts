import { commentsNode, commentsOptions, createNode, iqSet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';
import { nodePlaceOf } from '../pubsub/index.js';

type Context = ActionContext<'Microblog/CommentCreateNode'>;

const params = v.object({
  to: v.exactOptional(jid),
  /** The id of the post's item. */
  id: v.pipe(v.string(), v.nonEmpty()),
});

/**
 * Makes the node for the comments on a post, where everybody may read and write (XEP-0277 sections 3.1 and
 * 4.2): at the service `to`, without it at the own account. Answers with
 * `microblog_commentcreatenode_handle`; put its place into the post with `commentsLink`.
 */
@action('Microblog/CommentCreateNode', { params })
export class CreateCommentsNode extends Action<
  'Microblog/CommentCreateNode',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, id } = this.params;
    return iqSet(to, createNode(commentsNode(id), commentsOptions));
  }

  override handle(_reply: Element, ctx: Context) {
    const { id, ...at } = this.params;
    ctx.deliver('handle', nodePlaceOf({ ...at, node: commentsNode(id) }, ctx));
  }
}
