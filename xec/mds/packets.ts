import type { MdsDisplayed } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

/** Up to which message a conversation was shown, as `readMds` reads it. */
export const mdsSchema = v.object({
  chat: jid,
  id: v.pipe(v.string(), v.nonEmpty()),
  by: jid,
}) satisfies v.GenericSchema<MdsDisplayed>;

export const packets = {
  /** One of our devices showed a conversation up to there; this one too. */
  mdsdisplayed: pepItem(mdsSchema),
  /** What was displayed of the conversation `id` is forgotten. */
  mdsdisplayed_retract: pepPlace,
  /** The other devices know. */
  message_mdsdisplayed_handle: pepDone,
  /** It is forgotten. */
  mds_retract_handle: pepDone,
  /** All conversations, and up to where they were displayed. */
  mds_get_handle: pepItems(mdsSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Message/MDSDisplayed' | 'MDS/Retract' | 'MDS/Get'
  > {}
}
