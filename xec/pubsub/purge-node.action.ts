import { iqSet, purgeNode, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { at, placeOf } from './schema.js';

type Context = ActionContext<'Pubsub/Purge'>;

const params = v.object(at);

/**
 * Takes all items of a node away (XEP-0060 section 8.5). Answers with `pubsub_purge_handle`.
 */
@action('Pubsub/Purge', { params })
export class PurgeNode extends Action<'Pubsub/Purge', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, purgeNode(node));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }
}
