import type { RoomPackets } from '@xec/xec';
import * as v from 'valibot';

const result = v.object({ n: v.number(), id: v.string() });
const failure = v.object({
  n: v.number(),
  id: v.string(),
  condition: v.string(),
  delivered: v.exactOptional(v.string()),
});

/** Every outcome of an action is one packet that names its number. */
export const packets = {
  probe_order_handle: result,
  probe_order_error: failure,
  probe_ask_handle: result,
  probe_ask_error: failure,
  probe_whisper_handle: v.object({ n: v.number() }),
  probetold: v.object({ n: v.number() }),
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Probe/Order' | 'Probe/Ask' | 'Probe/Whisper'
  > {}
}
