import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';

export const packets = {
  /** The time where `jid` is. */
  entitytime_get_handle: v.object({
    jid,
    /** XEP-0082 text, always UTC. */
    utc: v.string(),
    /** The zone: `Z`, or `+02:00`. */
    tzo: v.string(),
  }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'EntityTime/Get'> {}
}
