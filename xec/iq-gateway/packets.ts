import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';

export const packets = {
  /** What the gateway `jid` wants to know of a contact. */
  iqgateway_get_handle: v.object({
    jid,
    prompt: v.exactOptional(v.string()),
    description: v.exactOptional(v.string()),
  }),
  /** The JID of the contact at `address` is `contact`. */
  iqgateway_set_handle: v.object({ jid, address: v.string(), contact: jid }),
  /** The gateway `jid` knows no contact at `address`. */
  iqgateway_set_error: v.object({ jid, address: v.string(), ...errorContent.entries }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'IqGateway/Get' | 'IqGateway/Set'> {}
}
