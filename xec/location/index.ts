import { NS_GEOLOC, locationElement, readLocation, type Location } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

const text = v.exactOptional(v.string());
const number = (min = -Number.MAX_VALUE, max = Number.MAX_VALUE) =>
  v.exactOptional(v.pipe(v.number(), v.minValue(min), v.maxValue(max)));

/** Where somebody is, as `readLocation` reads it. */
export const locationSchema = v.object({
  ...{ area: text, building: text, country: text, countrycode: text, datum: text },
  ...{ description: text, floor: text, locality: text, postalcode: text, region: text },
  ...{ regioncode: text, room: text, street: text, text, tzo: text, uri: text },
  lat: number(-90, 90),
  lon: number(-180, 180),
  ...{ alt: number(), bearing: number() },
  ...{ accuracy: number(0), altaccuracy: number(0), error: number(0), speed: number(0) },
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
