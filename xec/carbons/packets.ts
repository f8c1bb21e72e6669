import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { delaySchema, messageSchema } from '../message/index.js';

export const packets = {
  /** Another client of the account sent or received `message`. */
  carbons: v.object({
    direction: v.picklist(['sent', 'received']),
    message: messageSchema,
    /** When the server made the copy, where it says so. */
    delay: v.exactOptional(delaySchema),
  }),
  /** From now on, until the stream ends, copies come. */
  carbons_enable_handle: v.object({}),
  /** No more copies come on this stream. */
  carbons_disable_handle: v.object({}),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Carbons/Enable' | 'Carbons/Disable'> {}
}
