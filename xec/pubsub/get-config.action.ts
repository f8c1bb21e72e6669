import { configureNode, iqGet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { configurationIn } from './configuration-in.js';
import { at, placeOf } from './schema.js';

type Context = ActionContext<'Pubsub/GetConfig'>;

const params = v.object(at);

/**
 * Asks how a node of ours is set up (XEP-0060 section 8.2). Answers with `pubsub_getconfig_handle`: a form
 * to fill in with `submitForm`, for `Pubsub/SetConfig`.
 */
@action('Pubsub/GetConfig', { params, idempotent: true })
export class GetNodeConfig extends Action<'Pubsub/GetConfig', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqGet(to, configureNode(node));
  }

  override handle(reply: Element, ctx: Context) {
    const form = configurationIn(reply, this.params.node);
    ctx.deliver('handle', { ...placeOf(this.params, ctx), form });
  }
}
