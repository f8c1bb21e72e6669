import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent } from '../core/schemas.js';
import { pepDone, pepItems } from '../pubsub/index.js';
import { bookmarkStorageSchema } from './schema.js';

export const packets = {
  /** The bookmarks of the older node: one item, or none. */
  bookmark_get_handle: pepItems(bookmarkStorageSchema),
  /** They are stored there. */
  bookmark_set_handle: pepDone,
  /** Its node is set up differently, and could not be set up anew. */
  bookmark_set_errorpreconditionnotmet: errorContent,
  /** The bookmarks of private XML storage. */
  bookmark_getprivate_handle: v.object({ content: bookmarkStorageSchema }),
  /** They are stored there. */
  bookmark_setprivate_handle: v.object({}),
  /** Rooms that have a bookmark of their own now, and had none. */
  bookmark_synchronize_handle: v.object({ rooms: v.pipe(v.array(bareJid), v.readonly()) }),
  /** Not all have one; those that got one have it. */
  bookmark_synchronize_error: errorContent,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  bookmark_synchronize_errorconnectionlost: errorContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Bookmark/Get'
    | 'Bookmark/Set'
    | 'Bookmark/GetPrivate'
    | 'Bookmark/SetPrivate'
    | 'Bookmark/Synchronize'
  > {}
}
