import { externalCredentials, iqGet, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { action, jid, type ActionContext, type BuildContext } from '../core/index.js';
import { externalServiceName } from './schema.js';
import { ServiceRequest } from './service-request.js';

type Context = ActionContext<'ExternalServices/Credentials'>;

const params = v.object({
  ...externalServiceName.entries,
  /** Whom to ask. Default: the own server. */
  to: v.exactOptional(jid),
});

/**
 * Asks for name and password of a service that is `restricted` (XEP-0215 section 3.3). Answers with
 * `externalservices_credentials_handle`: one service for each port, or none.
 */
@action('ExternalServices/Credentials', { params, idempotent: true })
export class GetExternalCredentials extends ServiceRequest<
  'ExternalServices/Credentials',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    const { to: _to, ...service } = this.params;
    return iqGet(this.asked(ctx), externalCredentials([service]));
  }

  override handle(reply: Element, ctx: Context) {
    const { type } = this.params;
    ctx.deliver('handle', { jid: this.asked(ctx), type, services: this.servicesIn(reply) });
  }
}
