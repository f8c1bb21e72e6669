import { configureNode, iqSet } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type ActionError } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { NodeAction } from '../pubsub/index.js';
import { space } from './schema.js';

const params = v.object({ ...space, form: dataFormSchema });

/**
 * Sets a space of ours up (XEP-0060 section 8.2.4) with the form that `Space/GetConfig` brought, filled in.
 * Answers with `space_setconfig_handle`.
 */
@action('Space/SetConfig', { params })
export class SetSpaceConfig extends NodeAction<'Space/SetConfig', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, form } = this.params;
    return iqSet(to, configureNode(node, form));
  }

  override error(error: ActionError, ctx: ActionContext<'Space/SetConfig'>) {
    this.refuse(ctx, error);
  }
}
