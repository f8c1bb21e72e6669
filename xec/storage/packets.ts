import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent } from '../core/schemas.js';
import { data, namespace } from './schema.js';

/** What is kept under `namespace`; without `data` nothing is. */
const kept = v.object({ namespace, data: v.exactOptional(data) });
/** Who was asked; absent: the own account. */
const from = v.exactOptional(bareJid);

export const packets = {
  /** What is kept at the account (XEP-0223), or at that of somebody else for others (XEP-0222). */
  storage_get_handle: v.object({ ...kept.entries, from }),
  /** It could not be had; `item-not-found`: nothing was ever kept. */
  storage_get_error: v.object({ namespace, from, ...errorContent.entries }),
  /** It is kept. */
  storage_set_handle: v.object({ namespace }),
  /** Its node is set up differently, and could not be set up anew. */
  storage_set_errorpreconditionnotmet: errorContent,
  /** What is kept in the older way (XEP-0049). */
  storage_getprivate_handle: kept,
  /** It is kept. */
  storage_setprivate_handle: v.object({ namespace }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Storage/Get' | 'Storage/Set' | 'Storage/GetPrivate' | 'Storage/SetPrivate'
  > {}
}
