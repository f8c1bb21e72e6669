/**
 * What all messages about calls have in common.
 */
import { parseJid } from '@xec/stanza';
import * as v from 'valibot';
import { jid } from '../core/index.js';
import { asked } from './requests.js';
import { jingleReasonSchema, jingleSid } from './schema.js';

/** The call, and whom to tell. */
export const callParams = v.object({ to: jid, sid: jingleSid });
export type CallParams = v.InferOutput<typeof callParams>;

/** The same, where it ends. Reasons other than the usual one tell more than may be wanted (section 7). */
export const endParams = v.object({
  ...callParams.entries,
  reason: v.exactOptional(jingleReasonSchema),
});
export type EndParams = v.InferOutput<typeof endParams>;

export { asked as told };

/** The account of the other side. */
export const accountOf = ({ to }: CallParams): string => parseJid(to).bare;
