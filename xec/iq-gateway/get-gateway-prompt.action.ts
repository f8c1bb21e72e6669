import {
  MalformedStanza,
  gatewayPromptRequest,
  iqGet,
  readGatewayPrompt,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

const params = v.object({ to: jid });

/**
 * Asks a gateway what it wants to know of a contact in its network (XEP-0100 section 6.3): the name of the
 * field, and a sentence. Answers with `iqgateway_get_handle`.
 */
@action('IqGateway/Get', { params, idempotent: true })
export class GetGatewayPrompt extends Action<'IqGateway/Get', { to: string }> {
  override build() {
    return iqGet(this.params.to, gatewayPromptRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'IqGateway/Get'>) {
    const prompt = readGatewayPrompt(reply);
    if (prompt === undefined) throw new MalformedStanza('expected a query of jabber:iq:gateway');
    ctx.deliver('handle', { jid: this.params.to, ...prompt });
  }
}
