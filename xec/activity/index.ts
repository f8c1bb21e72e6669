import { NS_ACTIVITY, activityElement, readActivity } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { activitySchema, packets } from './packets.js';

const node = pepNode({
  name: 'Activity',
  publish: 'Activity/Publish',
  retract: 'Activity/Retract',
  get: 'Activity/Get',
  node: NS_ACTIVITY,
  content: activitySchema,
  read: readActivity,
  write: activityElement,
});

/** Publishes it. Answers with `activity_publish_handle`. */
export const PublishActivity = node.Publish;
/** Takes back what is published. Answers with `activity_retract_handle`. */
export const RetractActivity = node.Retract;
/** Asks an account for it. Answers with `activity_get_handle`. */
export const GetActivity = node.Get;
/** Hears of what is published: `activity`, `activity_retract`. */
export const ActivityPublished = node.Event;

export { activitySchema };

/** What somebody does (XEP-0108): publishes it, and hears of those whose presence we see. */
export const activity = feature({
  name: 'activity',
  xeps: [
    { xep: '0108', version: '1.3', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send it (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_ACTIVITY, `${NS_ACTIVITY}+notify`],
  packets,
  actions: [PublishActivity, RetractActivity, GetActivity],
  payloads: [ActivityPublished],
});
