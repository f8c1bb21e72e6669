import { NS_TUNE, readTune, tuneElement } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { tuneSchema, packets } from './packets.js';

const node = pepNode({
  name: 'Tune',
  publish: 'Tune/Publish',
  retract: 'Tune/Retract',
  get: 'Tune/Get',
  node: NS_TUNE,
  content: tuneSchema,
  read: readTune,
  write: tuneElement,
});

/** Publishes it. Answers with `tune_publish_handle`. */
export const PublishTune = node.Publish;
/** Takes back what is published. Answers with `tune_retract_handle`. */
export const RetractTune = node.Retract;
/** Asks an account for it. Answers with `tune_get_handle`. */
export const GetTune = node.Get;
/** Hears of what is published: `tune`, `tune_retract`. */
export const TunePublished = node.Event;

export { tuneSchema };

/** What somebody listens to (XEP-0118): publishes it, and hears of those whose presence we see. */
export const tune = feature({
  name: 'tune',
  xeps: [
    { xep: '0118', version: '1.3.0', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send it (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_TUNE, `${NS_TUNE}+notify`],
  packets,
  actions: [PublishTune, RetractTune, GetTune],
  payloads: [TunePublished],
});
