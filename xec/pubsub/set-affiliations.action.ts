import { iqSet, nodeAffiliationsElement } from '@xec/stanza';
import * as v from 'valibot';
import { action } from '../core/index.js';
import { NodeAction } from './node-action.js';
import { affiliationsSchema, at } from './schema.js';

const params = v.object({ ...at, affiliations: affiliationsSchema });

/**
 * Says what some people may do with a node of ours (XEP-0060 section 8.9.2); others keep what they have.
 * Answers with `pubsub_setaffiliations_handle`.
 */
@action('Pubsub/SetAffiliations', { params })
export class SetNodeAffiliations extends NodeAction<
  'Pubsub/SetAffiliations',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, affiliations } = this.params;
    return iqSet(to, nodeAffiliationsElement(node, affiliations));
  }
}
