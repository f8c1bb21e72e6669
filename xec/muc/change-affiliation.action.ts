import { itemsChange, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';
import { affiliation } from './schema.js';

const params = v.object({
  room: bareJid,
  /** Whose; inside or not. */
  jid: bareJid,
  affiliation,
  /** With a member: the nickname to keep for them. */
  nick: v.exactOptional(v.string()),
  reason: v.exactOptional(v.string()),
});
type Context = ActionContext<'Muc/ChangeAffiliation'>;

/**
 * Makes an account owner, admin or member of a room, bans it (`outcast`), or takes all that back
 * (`none`) (XEP-0045 sections 9 and 10). Answers with `muc_changeaffiliation_handle`.
 */
@action('Muc/ChangeAffiliation', { params, idempotent: true })
export class ChangeAffiliation extends Action<
  'Muc/ChangeAffiliation',
  v.InferOutput<typeof params>
> {
  override build() {
    const { room, ...item } = this.params;
    return itemsChange(room, [item]);
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  /** "If a user attempts to … a user with an affiliation higher than …" (section 9.1). */
  override errorNotAllowed(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotallowed', this.#refusal(error));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#refusal(error));
  }

  #refusal(error: ActionError) {
    const { room, jid } = this.params;
    return { room, jid, ...v.parse(errorContent, error) };
  }
}
