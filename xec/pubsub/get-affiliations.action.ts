import {
  MalformedStanza,
  iqGet,
  nodeAffiliationsElement,
  readNodeAffiliations,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/GetAffiliations'>;

const params = v.object(at);

/**
 * Asks who may do what with a node of ours (XEP-0060 section 8.9.1). Answers with
 * `pubsub_getaffiliations_handle`.
 */
@action('Pubsub/GetAffiliations', { params, idempotent: true })
export class GetNodeAffiliations extends Action<
  'Pubsub/GetAffiliations',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node } = this.params;
    return iqGet(to, nodeAffiliationsElement(node));
  }

  override handle(reply: Element, ctx: Context) {
    const affiliations = readNodeAffiliations(reply);
    if (affiliations === undefined)
      throw new MalformedStanza('expected the affiliations of the node');
    ctx.deliver('handle', { ...placeOf(this.params, ctx), affiliations });
  }

  override errorForbidden(error: StanzaError, ctx: Context) {
    ctx.deliver('errorforbidden', refused(this.params, ctx, error));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
