import { createNode, iqSet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { DeleteNode } from './delete-node.action.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/TestCreate'>;

const params = v.object(at);

/**
 * Tries whether we may make nodes at a service: makes one, and takes it away again (XEP-0060 sections 8.1
 * and 8.4). `node` is a name that nobody uses. Answers with `pubsub_testcreate_handle`, or says why not with `pubsub_testcreate_error`.
 */
@action('Pubsub/TestCreate', { params })
export class TestCreateNode extends Action<'Pubsub/TestCreate', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, createNode(node));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.request(new DeleteNode(this.params));
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
