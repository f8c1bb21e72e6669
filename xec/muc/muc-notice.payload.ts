import { NS_MUC_USER, readMucUser, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * What a joined room tells its occupants: a new configuration (section 10.2.1), an affiliation of one
 * who is not there (section 9 and XEP-0463), that JIDs are shown now. Only the room itself says it.
 */
@payload('MucNotice', {
  name: 'x',
  xmlns: NS_MUC_USER,
  under: 'message',
  from: 'room',
  types: ['groupchat', 'normal'],
})
export class RoomNotice extends Payload<'MucNotice'> {
  override handle(el: Element, ctx: PayloadContext<'MucNotice'>) {
    if (!ctx.from.isBare) return;
    const { codes, items, versions } = readMucUser(el);
    if (codes.length === 0 && items.length === 0 && versions === undefined) return;
    const room = ctx.from.bare;
    ctx.emit('muc_event_message', { room, codes, items, ...(versions && { versions }) });
  }
}
