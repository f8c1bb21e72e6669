import { configureNode, iqSet } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type ActionError } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { NodeAction } from './node-action.js';
import { at } from './schema.js';

type Context = ActionContext<'Pubsub/SetConfig'>;

const params = v.object({ ...at, form: dataFormSchema });

/**
 * Sets a node of ours up (XEP-0060 section 8.2.4) with the form that `Pubsub/GetConfig` brought, filled in:
 * fields that were not touched go back as they came. Answers with `pubsub_setconfig_handle`.
 */
@action('Pubsub/SetConfig', { params })
export class SetNodeConfig extends NodeAction<'Pubsub/SetConfig', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, form } = this.params;
    return iqSet(to, configureNode(node, form));
  }

  override error(error: ActionError, ctx: Context) {
    this.refuse(ctx, error);
  }
}
