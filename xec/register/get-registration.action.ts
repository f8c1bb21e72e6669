import {
  MalformedStanza,
  iqGet,
  readRegistration,
  registerRequest,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  jid,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';
import { registerRefusal } from './schema.js';

type Context = ActionContext<'Register/Get'>;

/**
 * Asks a service, or the own server without `to`, what it wants to know of those who register, and what
 * it knows of us (XEP-0077 section 3.1). Answers with `register_get_handle`.
 */
@action('Register/Get', { params: v.object({ to: v.exactOptional(jid) }), idempotent: true })
export class GetRegistration extends Action<'Register/Get', { to?: string }> {
  override build(ctx: { readonly self: { readonly domain: string } }) {
    return iqGet(this.#asked(ctx), registerRequest());
  }

  override handle(reply: Element, ctx: Context) {
    const registration = readRegistration(reply);
    if (registration === undefined) throw new MalformedStanza('expected a query in the answer');
    ctx.deliver('handle', { jid: this.#asked(ctx), registration });
  }

  override errorFeatureNotImplemented(error: StanzaError, ctx: Context) {
    ctx.deliver('errorfeaturenotimplemented', registerRefusal(this.#asked(ctx), error, ctx.stanza));
  }

  override errorServiceUnavailable(error: StanzaError, ctx: Context) {
    ctx.deliver('errorserviceunavailable', registerRefusal(this.#asked(ctx), error, ctx.stanza));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', registerRefusal(this.#asked(ctx), error, ctx.stanza));
  }

  #asked({ self }: { readonly self: { readonly domain: string } }): string {
    return this.params.to ?? self.domain;
  }
}
