import { configureNode, iqSet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/SetConfig'>;

const params = v.object({ ...at, form: dataFormSchema });

/**
 * Sets a node of ours up (XEP-0060 section 8.2.4) with the form that `Pubsub/GetConfig` brought, filled in:
 * fields that were not touched go back as they came. Answers with `pubsub_setconfig_handle`.
 */
@action('Pubsub/SetConfig', { params })
export class SetNodeConfig extends Action<'Pubsub/SetConfig', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, form } = this.params;
    return iqSet(to, configureNode(node, form));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
