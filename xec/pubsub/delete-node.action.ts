import { deleteNode, iqSet } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type ActionError } from '../core/index.js';
import { NodeAction } from './node-action.js';
import { at } from './schema.js';

type Context = ActionContext<'Pubsub/Delete'>;

const params = v.object(at);

/**
 * Takes a node away with all that is in it (XEP-0060 section 8.4). Answers with `pubsub_delete_handle`.
 */
@action('Pubsub/Delete', { params })
export class DeleteNode extends NodeAction<'Pubsub/Delete', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, deleteNode(node));
  }

  override error(error: ActionError, ctx: Context) {
    this.refuse(ctx, error);
  }
}
