import { configureNode, iqGet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { configurationIn } from '../pubsub/index.js';
import { space } from './schema.js';

const params = v.object(space);

/**
 * Asks how a space of ours is set up (XEP-0060 section 8.2). Answers with `space_getconfig_handle`: a form to
 * fill in with `submitForm`, for `Space/SetConfig`.
 */
@action('Space/GetConfig', { params, idempotent: true })
export class GetSpaceConfig extends Action<'Space/GetConfig', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.to, configureNode(this.params.node));
  }

  override handle(reply: Element, ctx: ActionContext<'Space/GetConfig'>) {
    const { to, node } = this.params;
    ctx.deliver('handle', { from: to, node, form: configurationIn(reply, node) });
  }
}
