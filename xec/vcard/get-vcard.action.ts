import { iqGet, readVcard, vcardRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext, type StanzaError } from '../core/index.js';
import { keepOwnPhoto } from './own-photo.js';

type Context = ActionContext<'Vcard/Get'>;

/**
 * Asks for a vCard: that of an account or a room, or the own one without `to` (XEP-0054 sections 3.1
 * and 3.3). Answers with `vcard_get_handle`.
 *
 * Who has none: the server "MUST return a stanza error … or an IQ-result containing an empty <vCard/>
 * element" (section 3.1). Either way there is `vcard_get_erroritemnotfound`. Prosody and ejabberd give
 * an empty vCard; then the request resolves too, with one without anything in it.
 */
@action('Vcard/Get', { params: v.object({ to: v.exactOptional(bareJid) }), idempotent: true })
export class GetVcard extends Action<'Vcard/Get', { to?: string }> {
  override build() {
    return iqGet(this.params.to, vcardRequest());
  }

  override handle(reply: Element, ctx: Context) {
    const jid = this.#owner(ctx);
    const vcard = readVcard(reply);
    if (jid === ctx.self.bare) keepOwnPhoto(ctx, vcard);
    if (Object.keys(vcard).length === 0) ctx.deliver('erroritemnotfound', { jid });
    ctx.deliver('handle', { jid, vcard });
  }

  override errorItemNotFound(_error: StanzaError, ctx: Context) {
    const jid = this.#owner(ctx);
    if (jid === ctx.self.bare) keepOwnPhoto(ctx, {});
    ctx.deliver('erroritemnotfound', { jid });
  }

  #owner(ctx: Context): string {
    return this.params.to ?? ctx.self.bare;
  }
}
