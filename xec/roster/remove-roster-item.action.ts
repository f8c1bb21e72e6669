import { iqSet, readStanzaError, rosterRemove, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext, type StanzaError } from '../core/index.js';

/**
 * Removes `jid` from the roster, and ends the subscriptions in both directions (RFC 6121 section
 * 2.5). Answers with `roster_removeitem_handle`; that the contact is gone comes as `roster`.
 */
@action('Roster/RemoveItem', { params: v.object({ jid: bareJid }) })
export class RemoveRosterItem extends Action<'Roster/RemoveItem', { jid: string }> {
  override build() {
    return iqSet(undefined, rosterRemove(this.params.jid));
  }

  override handle(_reply: Element, ctx: ActionContext<'Roster/RemoveItem'>) {
    ctx.deliver('handle', this.params);
  }

  /** The server does not have the contact: neither do we (section 2.5.3). */
  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Roster/RemoveItem'>) {
    ctx.learn('contact', this.params.jid, undefined);
    ctx.deliver('erroritemnotfound', this.#refusal(error));
  }

  /** The server keeps no roster now: the contact stays. */
  override errorServiceUnavailable(error: StanzaError, ctx: ActionContext<'Roster/RemoveItem'>) {
    ctx.deliver('errorserviceunavailable', this.#refusal(error));
  }

  #refusal(error: StanzaError) {
    return { ...this.params, ...readStanzaError(error.stanza) };
  }
}
