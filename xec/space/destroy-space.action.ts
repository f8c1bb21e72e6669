import { deleteNode, iqSet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext } from '../core/index.js';
import { NodeAction } from '../pubsub/index.js';
import { forgetSpace } from './known.js';
import { space } from './schema.js';

const params = v.object(space);

/**
 * Takes a space of ours away (XEP-0060 section 8.4); its rooms stay. Answers with `space_destroy_handle`.
 */
@action('Space/Destroy', { params })
export class DestroySpace extends NodeAction<'Space/Destroy', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.to, deleteNode(this.params.node));
  }

  override handle(reply: Element, ctx: ActionContext<'Space/Destroy'>) {
    forgetSpace(ctx, this.params);
    super.handle(reply, ctx);
  }
}
