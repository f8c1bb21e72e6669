import { NS_MOOD, moodElement, moods, readMood, type Mood } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

/** How somebody feels, as `readMood` reads it. */
export const moodSchema = v.object({
  mood: v.exactOptional(v.picklist(moods)),
  text: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Mood>;

const room = pepRoom({
  name: 'Mood',
  publish: 'Mood/Publish',
  xeps: [{ xep: '0107', version: '1.2.2', since: '0.1.0' }],
  node: NS_MOOD,
  content: moodSchema,
  read: readMood,
  write: moodElement,
});

/** Publishes it. Answers with `mood_publish_handle`. */
export const PublishMood = room.Publish;
/** Takes back what is published. Answers with `mood_retract_handle`. */
export const RetractMood = room.Retract;
/** Asks an account for it. Answers with `mood_get_handle`. */
export const GetMood = room.Get;
/** Hears of what is published: `mood`, `mood_retract`. */
export const MoodPublished = room.Event;
/** How somebody feels (XEP-0107): publishes it, and hears of those whose presence we see. */
export const mood = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
