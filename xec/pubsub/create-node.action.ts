import { createNode, iqSet, readCreatedNode, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { at, nodeOptionsSchema, placeOf } from './schema.js';

type Context = ActionContext<'Pubsub/Create'>;

const params = v.object({ ...at, options: v.exactOptional(nodeOptionsSchema) });

/**
 * Makes a node (XEP-0060 section 8.1), set up as `options` say. Answers with `pubsub_create_handle`.
 */
@action('Pubsub/Create', { params })
export class CreateNode extends Action<'Pubsub/Create', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, options } = this.params;
    return iqSet(to, createNode(node, options));
  }

  override handle(reply: Element, ctx: Context) {
    const { from, node } = placeOf(this.params, ctx);
    ctx.deliver('handle', { from, node: readCreatedNode(reply) ?? node });
  }
}
