import type { RoomPackets } from '../core/packet/packet.js';
import { answered, archivedMessage, metadata, preferencesSchema } from './schema.js';

export const packets = {
  /** A message that an archive has, for a query of ours. */
  mamresult: archivedMessage,
  /** All messages of the query have come; with `all`, of all its pages. */
  mam_get_handle: answered,
  mam_getmetadata_handle: metadata,
  mam_getconfig_handle: preferencesSchema,
  /** What the archive keeps from now on. */
  mam_setconfig_handle: preferencesSchema,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'MAM/Get' | 'MAM/GetMetadata' | 'MAM/GetConfig' | 'MAM/SetConfig'
  > {}
}
