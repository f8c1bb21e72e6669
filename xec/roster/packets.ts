import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent } from '../core/schemas.js';
import { rosterChange, rosterEntry, rosterItem } from './schemas.js';

const { condition, type, text } = errorContent.entries;
const notRemoved = v.object({ jid: bareJid, condition, type, text });

export const packets = {
  /** A contact changed, is new, or (`subscription: 'remove'`) is gone. */
  roster: v.object({ item: rosterChange, ver: v.exactOptional(v.string()) }),
  /** All contacts. */
  roster_getlist_handle: v.object({
    items: v.pipe(v.array(rosterItem), v.readonly()),
    ver: v.exactOptional(v.string()),
  }),
  /** The server took the entry as asked; what it made of it comes as `roster`. */
  roster_additem_handle: rosterEntry,
  roster_updateitem_handle: rosterEntry,
  roster_removeitem_handle: v.object({ jid: bareJid }),
  /** There is no such contact: what was asked for is so. */
  roster_removeitem_erroritemnotfound: notRemoved,
  /** The contact was not removed. */
  roster_removeitem_errorserviceunavailable: notRemoved,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Roster/GetList' | 'Roster/AddItem' | 'Roster/UpdateItem' | 'Roster/RemoveItem'
  > {}
}
