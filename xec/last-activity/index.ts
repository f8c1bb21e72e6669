import { NS_LAST } from '@xec/stanza';
import { feature } from '../core/index.js';
import { GetLastActivity } from './get-last-activity.action.js';
import { LastActivityQuery } from './last-activity.payload.js';
import { facts } from './interaction.js';
import { packets } from './packets.js';

export { GetLastActivity, LastActivityQuery };
export { learnInteraction } from './interaction.js';

const asking = {
  name: 'last-activity',
  xeps: [{ xep: '0012', version: '2.0', since: '0.1.0' }],
  packets,
  facts,
  actions: [GetLastActivity],
} as const;

/** Last Activity (XEP-0012): asks, and answers those who may see our presence. */
export const lastActivity = feature({
  ...asking,
  namespaces: [NS_LAST],
  payloads: [LastActivityQuery],
});

/**
 * Last Activity that asks and never answers: "A client MUST provide a way for a human user to disable
 * sending of Last Activity responses" (section 8). Use this one or {@link lastActivity}.
 */
export const lastActivityAskingOnly = feature(asking);
