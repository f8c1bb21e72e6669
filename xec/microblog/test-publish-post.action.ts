import { iqSet, postElement, publishItem, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { nodeParams, nodePlaceOf, nodeRefused } from '../pubsub/index.js';
import { DeletePost } from './delete-post.action.js';

type Context = ActionContext<'Pubsub/TestPostPublish'>;

const params = v.object({
  ...nodeParams,
  /** The id of an item that nobody uses. */
  id: v.pipe(v.string(), v.nonEmpty()),
});

/** It says nothing, and is taken away at once. */
const trial = () => postElement({ title: 'test', updated: '1970-01-01T00:00:00Z' });

/**
 * Tries whether we may publish in a node: publishes a post, which its subscribers may see, and takes it
 * away again (XEP-0060 sections 7.1 and 7.2). Answers with `pubsub_testpostpublish_handle`, or says why not with
 * `pubsub_testpostpublish_error`.
 */
@action('Pubsub/TestPostPublish', { params })
export class TestPublishPost extends Action<
  'Pubsub/TestPostPublish',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, id } = this.params;
    return iqSet(to, publishItem({ node, id, payload: trial() }));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.request(new DeletePost(this.params));
    ctx.deliver('handle', nodePlaceOf(this.params, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', nodeRefused(this.params, ctx, error));
  }
}
