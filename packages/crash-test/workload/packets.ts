import type { RoomPackets } from '@xec/xec';
import * as v from 'valibot';

/** An action's number, its id, and what the answer said. */
const result = v.object({ n: v.number(), id: v.string(), token: v.exactOptional(v.string()) });

/** … and how it failed. */
const failure = v.object({
  n: v.number(),
  id: v.string(),
  condition: v.string(),
  delivered: v.exactOptional(v.string()),
});

/** Something that came unasked: its number, and the stanza's id. */
const arrival = v.object({ n: v.number(), id: v.string(), from: v.string() });

/** Every outcome of an action is one packet that names its number. */
export const packets = {
  crash_ask_handle: result,
  crash_ask_error: failure,
  crash_order_handle: result,
  crash_order_error: failure,
  crash_server_handle: result,
  crash_server_error: failure,
  crash_tell_handle: result,
  crash_tell_error: failure,
  crashasked: arrival,
  crashtold: arrival,
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Crash/Ask' | 'Crash/Order' | 'Crash/Server' | 'Crash/Tell'
  > {}
}
