import { moods, type Mood } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

/** How somebody feels, as `readMood` reads it. */
export const moodSchema = v.object({
  mood: v.exactOptional(v.picklist(moods)),
  text: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Mood>;

export const packets = {
  /** How somebody feels: `from` says so. Empty content: not any more. */
  mood: pepItem(moodSchema),
  /** `from` took it back. */
  mood_retract: pepPlace,
  /** Ours is published. */
  mood_publish_handle: pepDone,
  /** Ours is taken back. */
  mood_retract_handle: pepDone,
  /** What `from` published. */
  mood_get_handle: pepItems(moodSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Mood/Publish' | 'Mood/Retract' | 'Mood/Get'
  > {}
}
