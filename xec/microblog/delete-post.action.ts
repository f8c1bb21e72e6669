import { NS_MICROBLOG, iqSet, retractItem, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { nodeParams, nodePlaceOf, nodeRefused } from '../pubsub/index.js';

type Context = ActionContext<'Pubsub/PostDelete'>;

const params = v.object({
  ...nodeParams,
  /** Default: the own microblog. */
  node: v.exactOptional(nodeParams.node),
  /** The id of its item. */
  id: v.pipe(v.string(), v.nonEmpty()),
});

/**
 * Takes a post or a comment away, and has those told who have it (XEP-0060 section 7.2). Answers with
 * `pubsub_postdelete_handle` or `pubsub_postdelete_error`.
 */
@action('Pubsub/PostDelete', { params })
export class DeletePost extends Action<'Pubsub/PostDelete', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, id } = this.#at;
    return iqSet(to, retractItem(node, id));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', { ...nodePlaceOf(this.#at, ctx), id: this.params.id });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { ...nodeRefused(this.#at, ctx, error), id: this.params.id });
  }

  get #at() {
    return { ...this.params, node: this.params.node ?? NS_MICROBLOG };
  }
}
