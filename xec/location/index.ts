import { NS_GEOLOC, locationElement, readLocation } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { locationSchema, packets } from './packets.js';

const node = pepNode({
  name: 'Location',
  publish: 'Location/Publish',
  retract: 'Location/Retract',
  get: 'Location/Get',
  node: NS_GEOLOC,
  content: locationSchema,
  read: readLocation,
  write: locationElement,
  keyOf: (from, self) => (from.bare === self.bare ? 'mylocation' : 'location'),
});

/** Publishes it. Answers with `location_publish_handle`. */
export const PublishLocation = node.Publish;
/** Takes back what is published. Answers with `location_retract_handle`. */
export const RetractLocation = node.Retract;
/** Asks an account for it. Answers with `location_get_handle`. */
export const GetLocation = node.Get;
/** Hears of what is published: `location`, `location_retract`. */
export const LocationPublished = node.Event;

export { locationSchema };

/** Where somebody is (XEP-0080): publishes it, and hears of those whose presence we see. */
export const location = feature({
  name: 'location',
  xeps: [
    { xep: '0080', version: '1.10.0', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send it (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_GEOLOC, `${NS_GEOLOC}+notify`],
  packets,
  actions: [PublishLocation, RetractLocation, GetLocation],
  payloads: [LocationPublished],
});
