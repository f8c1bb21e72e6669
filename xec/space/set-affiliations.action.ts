import { iqSet, nodeAffiliationsElement } from '@xec/stanza';
import * as v from 'valibot';
import { action } from '../core/index.js';
import { NodeAction, affiliationsSchema } from '../pubsub/index.js';
import { space } from './schema.js';

const params = v.object({ ...space, affiliations: affiliationsSchema });

/**
 * Says what some people may do with a space of ours (XEP-0060 section 8.9.2): publishers add rooms. Answers
 * with `space_setaffiliations_handle`.
 */
@action('Space/SetAffiliations', { params })
export class SetSpaceAffiliations extends NodeAction<
  'Space/SetAffiliations',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, affiliations } = this.params;
    return iqSet(to, nodeAffiliationsElement(node, affiliations));
  }
}
