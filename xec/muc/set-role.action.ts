import { itemsChange, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { nick, role } from './schema.js';

const params = v.object({ room: bareJid, nick, role, reason: v.exactOptional(v.string()) });

/**
 * Gives an occupant a role: a voice (`participant`), none (`visitor`), a moderator's; `none` kicks
 * (XEP-0045 sections 8.2 to 8.4, 9.6 and 9.7). Answers with `muc_setrole_handle`.
 */
@action('Muc/SetRole', { params })
export class SetRole extends Action<'Muc/SetRole', v.InferOutput<typeof params>> {
  override build() {
    const { room, ...item } = this.params;
    return itemsChange(room, [item]);
  }

  override handle(_reply: Element, ctx: ActionContext<'Muc/SetRole'>) {
    ctx.deliver('handle', this.params);
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/SetRole'>) {
    const { room, nick } = this.params;
    ctx.deliver('error', { room, nick, ...v.parse(errorContent, error) });
  }
}
