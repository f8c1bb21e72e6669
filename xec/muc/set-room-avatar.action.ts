import { iqSet, vcardElement, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { vcardSchema } from '../vcard/index.js';

const params = v.object({ room: bareJid, vcard: vcardSchema });

/**
 * Gives a room a picture (XEP-0486 section 4): its vCard, with a `photo`. Ask for the one it has with
 * `Vcard/Get`, change it, give it back whole. Answers with `muc_setavatar_handle`; the room tells the
 * new hash to all (`mucavatar`).
 */
@action('Muc/SetAvatar', { params })
export class SetRoomAvatar extends Action<'Muc/SetAvatar', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.room, vcardElement(this.params.vcard));
  }

  override handle(_reply: Element, ctx: ActionContext<'Muc/SetAvatar'>) {
    ctx.deliver('handle', { room: this.params.room });
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/SetAvatar'>) {
    ctx.deliver('error', { room: this.params.room, ...v.parse(errorContent, error) });
  }
}
