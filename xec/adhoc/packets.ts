import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import { commandStateSchema } from './schema.js';

const said = v.object({ jid, command: commandStateSchema });
const failed = v.object({ jid, node: v.string(), ...errorContent.entries });

export const packets = {
  /** Which commands `jid` has for us. */
  adhoc_get_handle: v.object({
    jid,
    commands: v.pipe(
      v.array(v.object({ jid, node: v.string(), name: v.exactOptional(v.string()) })),
      v.readonly(),
    ),
  }),
  adhoc_get_error: v.object({ jid, ...errorContent.entries }),
  /** The command is done, or wants a form filled in. */
  adhoc_command_handle: said,
  adhoc_command_error: failed,
  /** The same, after a step. */
  adhoc_submit_handle: said,
  adhoc_submit_error: failed,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  adhoc_submit_errorconnectionlost: errorContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'AdHoc/Get' | 'AdHoc/Command' | 'AdHoc/Submit'
  > {}
}
