import { iqSet, nodeAffiliationsElement, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { affiliationsSchema, at, placeOf } from './schema.js';

type Context = ActionContext<'Pubsub/SetAffiliations'>;

const params = v.object({ ...at, affiliations: affiliationsSchema });

/**
 * Says what some people may do with a node of ours (XEP-0060 section 8.9.2); others keep what they have.
 * Answers with `pubsub_setaffiliations_handle`.
 */
@action('Pubsub/SetAffiliations', { params })
export class SetNodeAffiliations extends Action<
  'Pubsub/SetAffiliations',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node, affiliations } = this.params;
    return iqSet(to, nodeAffiliationsElement(node, affiliations));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }
}
