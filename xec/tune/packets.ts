import { type Tune } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

const text = v.exactOptional(v.string());
const whole = (min: number, max: number) =>
  v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)));

/** What somebody listens to, as `readTune` reads it. */
export const tuneSchema = v.object({
  ...{ artist: text, composer: text, date: text, genre: text, language: text, lyricist: text },
  ...{ performer: text, source: text, title: text, track: text, uri: text },
  /** Seconds. */
  length: whole(0, 65_535),
  rating: whole(1, 10),
}) satisfies v.GenericSchema<Tune>;

export const packets = {
  /** What somebody listens to: `from` says so. Empty content: not any more. */
  tune: pepItem(tuneSchema),
  /** `from` took it back. */
  tune_retract: pepPlace,
  /** Ours is published. */
  tune_publish_handle: pepDone,
  /** Ours is taken back. */
  tune_retract_handle: pepDone,
  /** What `from` published. */
  tune_get_handle: pepItems(tuneSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Tune/Publish' | 'Tune/Retract' | 'Tune/Get'
  > {}
}
