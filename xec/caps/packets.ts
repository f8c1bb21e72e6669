import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import { discoInfo } from '../disco/index.js';

/** Who announced what. */
const announced = { jid, node: v.string(), ver: v.string(), hash: v.string() };

export const packets = {
  /** `jid` is and can do this: its capabilities are verified. */
  caps: v.object({ ...announced, ...discoInfo.entries }),
  /** What `jid` says; where it is not verified it counts for `jid` alone. */
  caps_verify_handle: v.object({
    ...announced,
    ...discoInfo.entries,
    isVerified: v.boolean(),
    /** Why it is not verified. */
    doubt: v.exactOptional(v.picklist(['ill-formed', 'mismatch', 'too-long', 'unknown-hash'])),
  }),
  /** `jid` did not say what its capabilities stand for. */
  caps_verify_error: v.object({ ...announced, ...errorContent.entries }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Caps/Verify'> {}
}
