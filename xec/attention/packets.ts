import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { sendParams } from './schema.js';

export const packets = {
  /** `from` wants to be noticed now; `body` is told as `message` too. */
  attention: v.object({
    from: jid,
    type: v.picklist(['chat', 'groupchat', 'headline', 'normal']),
    body: v.exactOptional(v.string()),
  }),
  /** The request left. Whether anybody notices is not told. */
  attention_send_handle: sendParams,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Attention/Send'> {}
}
