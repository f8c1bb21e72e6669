import { NS_MOOD, moodElement, readMood } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { moodSchema, packets } from './packets.js';

const node = pepNode({
  name: 'Mood',
  publish: 'Mood/Publish',
  retract: 'Mood/Retract',
  get: 'Mood/Get',
  node: NS_MOOD,
  content: moodSchema,
  read: readMood,
  write: moodElement,
});

/** Publishes it. Answers with `mood_publish_handle`. */
export const PublishMood = node.Publish;
/** Takes back what is published. Answers with `mood_retract_handle`. */
export const RetractMood = node.Retract;
/** Asks an account for it. Answers with `mood_get_handle`. */
export const GetMood = node.Get;
/** Hears of what is published: `mood`, `mood_retract`. */
export const MoodPublished = node.Event;

export { moodSchema };

/** How somebody feels (XEP-0107): publishes it, and hears of those whose presence we see. */
export const mood = feature({
  name: 'mood',
  xeps: [
    { xep: '0107', version: '1.2.2', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send it (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_MOOD, `${NS_MOOD}+notify`],
  packets,
  actions: [PublishMood, RetractMood, GetMood],
  payloads: [MoodPublished],
});
