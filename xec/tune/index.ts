import { NS_TUNE, readTune, tuneElement, tuneFields, type Tune } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { fieldEntries } from '../core/schemas.js';
import { pepRoom } from '../pubsub/index.js';

/** What somebody listens to, as `readTune` reads it. */
export const tuneSchema = v.object(fieldEntries(tuneFields)) satisfies v.GenericSchema<Tune>;

const room = pepRoom({
  name: 'Tune',
  publish: 'Tune/Publish',
  xeps: [{ xep: '0118', version: '1.3.0', since: '0.1.0' }],
  node: NS_TUNE,
  content: tuneSchema,
  read: readTune,
  write: tuneElement,
});

/** Publishes it. Answers with `tune_publish_handle`. */
export const PublishTune = room.Publish;
/** Takes back what is published. Answers with `tune_retract_handle`. */
export const RetractTune = room.Retract;
/** Asks an account for it. Answers with `tune_get_handle`. */
export const GetTune = room.Get;
/** Hears of what is published: `tune`, `tune_retract`. */
export const TunePublished = room.Event;
/** What somebody listens to (XEP-0118): publishes it, and hears of those whose presence we see. */
export const tune = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
