import {
  MalformedStanza,
  gatewayAddressRequest,
  iqSet,
  readGatewayAddress,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
} from '../core/index.js';

const params = v.object({ to: jid, address: v.pipe(v.string(), v.nonEmpty()) });

type Context = ActionContext<'IqGateway/Set'>;

/**
 * Tells a gateway the address of a contact in its network, and gets the JID of that contact (XEP-0100
 * section 6.3). Answers with `iqgateway_set_handle`; with `iqgateway_set_error` where it is no address.
 * The contact is added by that JID as any other.
 */
@action('IqGateway/Set', { params, idempotent: true })
export class SetGatewayAddress extends Action<'IqGateway/Set', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.to, gatewayAddressRequest(this.params.address));
  }

  override handle(reply: Element, ctx: Context) {
    const contact = readGatewayAddress(reply);
    if (contact === undefined) throw new MalformedStanza('expected the JID of a contact');
    ctx.deliver('handle', { jid: this.params.to, address: this.params.address, contact });
  }

  override error(error: ActionError, ctx: Context) {
    const { to, address } = this.params;
    ctx.deliver('error', { jid: to, address, ...v.parse(errorContent, error) });
  }
}
