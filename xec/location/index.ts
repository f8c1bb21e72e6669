import {
  NS_GEOLOC,
  locationElement,
  locationFields,
  readLocation,
  type Location,
} from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { fieldEntries } from '../core/schemas.js';
import { pepRoom } from '../pubsub/index.js';

/** Where somebody is, as `readLocation` reads it. */
export const locationSchema = v.object({
  ...fieldEntries(locationFields),
  /** XEP-0082, UTC. */
  timestamp: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
}) satisfies v.GenericSchema<Location>;

const room = pepRoom({
  name: 'Location',
  publish: 'Location/Publish',
  xeps: [{ xep: '0080', version: '1.10.0', since: '0.1.0' }],
  node: NS_GEOLOC,
  content: locationSchema,
  read: readLocation,
  write: locationElement,
  // By `mypresence` Moxl paints the own presence anew, of which the own location is a part.
  ownKeys: ['mylocation', 'mypresence'],
});

/** Publishes it. Answers with `location_publish_handle`. */
export const PublishLocation = room.Publish;
/** Takes back what is published. Answers with `location_retract_handle`. */
export const RetractLocation = room.Retract;
/** Asks an account for it. Answers with `location_get_handle`. */
export const GetLocation = room.Get;
/** Hears of what is published: `location`, `location_retract`. */
export const LocationPublished = room.Event;
/** Where somebody is (XEP-0080): publishes it, and hears of those whose presence we see. */
export const location = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
