import { iqSet, rosterSet, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { rosterEntry, type RosterEntryParams } from './schemas.js';

/**
 * Adds `jid` to the roster (RFC 6121 section 2.3). Answers with `roster_additem_handle`; the contact
 * itself comes as `roster`. Name and groups of one who is a contact already are replaced: to change
 * one of them, use `UpdateRosterItem`. Asks for no presence: `SubscribeToPresence` does.
 */
@action('Roster/AddItem', { params: rosterEntry })
export class AddRosterItem extends Action<'Roster/AddItem', RosterEntryParams> {
  override build() {
    return iqSet(undefined, rosterSet(this.params));
  }

  override handle(_reply: Element, ctx: ActionContext<'Roster/AddItem'>) {
    ctx.deliver('handle', this.params);
  }
}
