import { iqSet, purgeNode } from '@xec/stanza';
import * as v from 'valibot';
import { action } from '../core/index.js';
import { NodeAction } from './node-action.js';
import { at } from './schema.js';

const params = v.object(at);

/**
 * Takes all items of a node away (XEP-0060 section 8.5). Answers with `pubsub_purge_handle`.
 */
@action('Pubsub/Purge', { params })
export class PurgeNode extends NodeAction<'Pubsub/Purge', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, purgeNode(node));
  }
}
