import { activities, specificActivities, type Activity } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

/** What somebody does, as `readActivity` reads it. */
export const activitySchema = v.object({
  general: v.exactOptional(v.picklist(activities)),
  specific: v.exactOptional(v.picklist(specificActivities)),
  text: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Activity>;

export const packets = {
  /** What somebody does: `from` says so. Empty content: not any more. */
  activity: pepItem(activitySchema),
  /** `from` took it back. */
  activity_retract: pepPlace,
  /** Ours is published. */
  activity_publish_handle: pepDone,
  /** Ours is taken back. */
  activity_retract_handle: pepDone,
  /** What `from` published. */
  activity_get_handle: pepItems(activitySchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Activity/Publish' | 'Activity/Retract' | 'Activity/Get'
  > {}
}
