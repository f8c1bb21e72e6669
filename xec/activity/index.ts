import {
  NS_ACTIVITY,
  activities,
  activityElement,
  readActivity,
  specificActivities,
  type Activity,
} from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

/** What somebody does, as `readActivity` reads it. */
export const activitySchema = v.object({
  general: v.exactOptional(v.picklist(activities)),
  specific: v.exactOptional(v.picklist(specificActivities)),
  text: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Activity>;

const room = pepRoom({
  name: 'Activity',
  publish: 'Activity/Publish',
  xeps: [{ xep: '0108', version: '1.3', since: '0.1.0' }],
  node: NS_ACTIVITY,
  content: activitySchema,
  read: readActivity,
  write: activityElement,
});

/** Publishes it. Answers with `activity_publish_handle`. */
export const PublishActivity = room.Publish;
/** Takes back what is published. Answers with `activity_retract_handle`. */
export const RetractActivity = room.Retract;
/** Asks an account for it. Answers with `activity_get_handle`. */
export const GetActivity = room.Get;
/** Hears of what is published: `activity`, `activity_retract`. */
export const ActivityPublished = room.Event;
/** What somebody does (XEP-0108): publishes it, and hears of those whose presence we see. */
export const activity = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
