import { enclosuresOf, type Story } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { postSchema } from '../microblog/index.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

/** A story, as `readStory` reads it. */
export const storySchema = v.pipe(
  v.object({ id: v.pipe(v.string(), v.nonEmpty()), ...postSchema.entries }),
  v.check((story) => enclosuresOf(story).length === 1, 'expected one link of rel "enclosure"'),
) satisfies v.GenericSchema<Story>;

export const packets = {
  /** `from` shows a story, for a while: see `isStoryOver`. */
  story: pepItem(storySchema),
  /** `from` took it back. */
  story_retract: pepPlace,
  /** Ours is published. */
  story_publish_handle: pepDone,
  /** Ours is taken back. */
  story_retract_handle: pepDone,
  /** What `from` shows. */
  story_get_handle: pepItems(storySchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Story/Publish' | 'Story/Retract' | 'Story/Get'
  > {}
}
