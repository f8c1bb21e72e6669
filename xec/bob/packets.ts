import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { bobCid, bobDataSchema } from './schema.js';

export const packets = {
  /** `jid` gave the bytes. */
  bob_request_handle: v.object({ jid, data: bobDataSchema }),
  /** `jid` gave other bytes than those of that name, or none. */
  bob_request_bad_data: v.object({ jid, cid: bobCid }),
  /** `jid` asked for what we host, and got it. */
  bob: v.object({ jid, cid: bobCid }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'BOB/Request'> {}
}
