import {
  MalformedStanza,
  discoInfoRequest,
  iqGet,
  readDiscoInfo,
  readNodeMetadata,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { at, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/GetMetadata'>;

const params = v.object(at);

/**
 * Asks a service what a node is: its title, its type, who may see it (XEP-0060 section 5.4). Answers with
 * `pubsub_getmetadata_handle`, or with `pubsub_getmetadata_error`.
 */
@action('Pubsub/GetMetadata', { params, idempotent: true })
export class GetNodeMetadata extends Action<'Pubsub/GetMetadata', v.InferOutput<typeof params>> {
  override build() {
    const { to, node } = this.params;
    return iqGet(to, discoInfoRequest(node));
  }

  override handle(reply: Element, ctx: Context) {
    const info = readDiscoInfo(reply);
    const metadata = info && readNodeMetadata(info);
    if (metadata === undefined) throw new MalformedStanza('expected what the node is');
    ctx.deliver('handle', { ...placeOf(this.params, ctx), metadata });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', refused(this.params, ctx, error));
  }
}
