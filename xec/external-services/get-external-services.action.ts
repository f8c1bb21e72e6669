import {
  MalformedStanza,
  externalServices,
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
export class GetExternalServices extends Action<
  'ExternalServices/Get',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    return iqGet(this.params.to ?? ctx.self.domain, externalServices(this.params.type));
  }

  override handle(reply: Element, ctx: Context) {
    const el = externalServicesOf(reply);
    if (el === undefined) throw new MalformedStanza('expected services');
    const { type } = this.params;
    const services = readExternalServices(el);
    ctx.deliver('handle', {
      jid: this.#asked(ctx),
      ...(type !== undefined && { type }),
      services: type === undefined ? services : services.filter((each) => each.type === type),
    });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { jid: this.#asked(ctx), ...v.parse(errorContent, error) });
  }

  #asked(ctx: Context): string {
    return this.params.to ?? ctx.self.domain;
  }
}
