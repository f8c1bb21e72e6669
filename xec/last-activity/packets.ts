import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';

export const packets = {
  /** How long ago `jid` logged out, was active, or started. */
  lastactivity_get_handle: v.object({
    jid,
    seconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
    status: v.exactOptional(v.string()),
  }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'LastActivity/Get'> {}
}
