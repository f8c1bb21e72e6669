import { type Location } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

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

export const packets = {
  /** Where somebody is: `from` says so. Empty content: not any more. */
  location: pepItem(locationSchema),
  /** The same of the own account, from any of its devices. */
  mylocation: pepItem(locationSchema),
  /** `from` took it back. */
  location_retract: pepPlace,
  /** Ours is published. */
  location_publish_handle: pepDone,
  /** Ours is taken back. */
  location_retract_handle: pepDone,
  /** What `from` published. */
  location_get_handle: pepItems(locationSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Location/Publish' | 'Location/Retract' | 'Location/Get'
  > {}
}
