import { deleteNode, iqSet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/Delete'>;

const params = v.object(at);

/**
 * Takes a node away with all that is in it (XEP-0060 section 8.4). Answers with `pubsub_delete_handle`.
 */
@action('Pubsub/Delete', { params })
export class DeleteNode extends Action<'Pubsub/Delete', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, deleteNode(node));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
