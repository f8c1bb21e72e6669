import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';

export const packets = {
  /** The own server answered. */
  ping_server_handle: v.object({}),
  /** `jid` answered. */
  ping_entity_handle: v.object({ jid }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Ping/Server' | 'Ping/Entity'> {}
}
