import {
  MalformedStanza,
  externalCredentials,
  externalServicesOf,
  iqGet,
  readExternalServices,
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
  type BuildContext,
} from '../core/index.js';
import { externalServiceName } from './schema.js';

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
export class GetExternalCredentials extends Action<
  'ExternalServices/Credentials',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    const { to, ...service } = this.params;
    return iqGet(to ?? ctx.self.domain, externalCredentials([service]));
  }

  override handle(reply: Element, ctx: Context) {
    const el = externalServicesOf(reply);
    if (el === undefined) throw new MalformedStanza('expected credentials');
    const { type } = this.params;
    ctx.deliver('handle', { jid: this.#asked(ctx), type, services: readExternalServices(el) });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { jid: this.#asked(ctx), ...v.parse(errorContent, error) });
  }

  #asked(ctx: Context): string {
    return this.params.to ?? ctx.self.domain;
  }
}
