import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';

export const packets = {
  /** Which software `jid` says it is. */
  version_get_handle: v.object({
    jid,
    name: v.string(),
    version: v.string(),
    os: v.exactOptional(v.string()),
  }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Version/Get'> {}
}
