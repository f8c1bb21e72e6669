import { externalServices, iqGet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { action, jid, type ActionContext, type BuildContext } from '../core/index.js';
import { ServiceRequest } from './service-request.js';

type Context = ActionContext<'ExternalServices/Get'>;

const params = v.object({
  /** Whom to ask. Default: the own server. */
  to: v.exactOptional(jid),
  /** `turn` and the like; all without it. */
  type: v.exactOptional(v.string()),
});

/**
 * Asks which services outside of XMPP there are (XEP-0215 sections 3.1 and 3.2): a call needs `stun` and
 * `turn`. Answers with `externalservices_get_handle`; with `externalservices_get_error` where the server
 * has none or does not tell us.
 */
@action('ExternalServices/Get', { params, idempotent: true })
export class GetExternalServices extends ServiceRequest<
  'ExternalServices/Get',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    return iqGet(this.asked(ctx), externalServices(this.params.type));
  }

  override handle(reply: Element, ctx: Context) {
    const { type } = this.params;
    const services = this.servicesIn(reply);
    ctx.deliver('handle', {
      jid: this.asked(ctx),
      ...(type !== undefined && { type }),
      services: type === undefined ? services : services.filter((each) => each.type === type),
    });
  }
}
