import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';
import { bookmarkSchema } from './schema.js';

export const packets = {
  /** A bookmark is there, or was changed; by this device too. */
  bookmark2: pepItem(bookmarkSchema),
  /** The bookmark of the room `id` is gone. */
  bookmark2_retract: pepPlace,
  /** It is stored. */
  bookmark2_set_handle: pepDone,
  /** It is gone. */
  bookmark2_delete_handle: pepDone,
  /** All bookmarks, or a page of them. */
  bookmark2_get_handle: pepItems(bookmarkSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Bookmark2/Set' | 'Bookmark2/Delete' | 'Bookmark2/Get'
  > {}
}
