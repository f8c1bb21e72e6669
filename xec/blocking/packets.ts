import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { blockParams, unblockParams, jids } from './schema.js';

export const packets = {
  /** Everybody whom the account has blocked. */
  blocking_request_handle: v.object({ jids: v.pipe(v.array(jid), v.readonly()) }),
  blocking_block_handle: blockParams,
  blocking_unblock_handle: unblockParams,
  /** These are blocked from now on: some client of the account did it, this one too. */
  blocked: v.object({ jids }),
  /** These, or all, are blocked no longer. */
  unblocked: unblockParams,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Blocking/Request' | 'Blocking/Block' | 'Blocking/Unblock'
  > {}
}
