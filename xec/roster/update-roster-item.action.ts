import { iqSet, rosterSet, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { rosterEntry, type RosterEntryParams } from './schemas.js';

/**
 * Changes the name or the groups of a contact (RFC 6121 section 2.4). Answers with
 * `roster_updateitem_handle`; the contact itself comes as `roster`.
 *
 * What `params` leave out stays as we know it: on the wire an item replaces the whole entry, and a
 * new name alone would lose the groups. `name: ''` and `groups: []` take away.
 */
@action('Roster/UpdateItem', { params: rosterEntry })
export class UpdateRosterItem extends Action<'Roster/UpdateItem', RosterEntryParams> {
  override build(ctx: BuildContext) {
    const { jid } = this.params;
    const known = ctx.fact('contact', jid);
    const { name = known?.name, groups = known?.groups } = this.params;
    return iqSet(
      undefined,
      rosterSet({
        jid,
        ...(name !== undefined && name !== '' && { name }),
        ...(groups !== undefined && { groups }),
      }),
    );
  }

  override handle(_reply: Element, ctx: ActionContext<'Roster/UpdateItem'>) {
    ctx.deliver('handle', this.params);
  }
}
