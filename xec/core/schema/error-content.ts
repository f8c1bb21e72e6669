import { stanzaErrorConditions, type StanzaErrorCondition } from '@xec/stanza';
import * as v from 'valibot';
import type { OutcomeCondition } from '../errors.js';

const conditions = [
  ...(Object.keys(stanzaErrorConditions) as StanzaErrorCondition[]), // keys of that very table
  'timeout',
  'cancelled',
  'connection-lost',
  'handler-failed',
  'malformed-reply',
] as const satisfies readonly OutcomeCondition[];

/** All conditions an action can end with. */
export const outcomeConditions: readonly OutcomeCondition[] = conditions;

/** The content of error packets: what an `ActionError` says, as plain data. */
export const errorContent = v.object({
  condition: v.picklist(conditions),
  type: v.picklist(['auth', 'cancel', 'continue', 'modify', 'wait']),
  text: v.exactOptional(v.string()),
  by: v.exactOptional(v.string()),
  application: v.exactOptional(v.array(v.object({ name: v.string(), xmlns: v.string() }))),
  /** Of `connection-lost`: whether the request reached the server. */
  delivered: v.exactOptional(v.picklist(['yes', 'no', 'unknown'])),
});

/** What an error packet says. */
export type ErrorContent = v.InferOutput<typeof errorContent>;
