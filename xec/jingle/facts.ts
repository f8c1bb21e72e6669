import { jingleActions, jingleParties } from '@xec/stanza';
import * as v from 'valibot';
import type { FactKinds } from '../core/index.js';
import { fullJid, jid } from '../core/schemas.js';
import { jingleSid } from './schema.js';

const yes = v.exactOptional(v.literal(true));
const at = v.exactOptional(v.number());

/** Sessions that run, and calls that messages speak of. */
export const facts = {
  jingleSession: {
    schema: v.object({
      sid: jingleSid,
      peer: jid,
      self: fullJid,
      role: v.picklist(jingleParties),
      state: v.picklist(['pending', 'active']),
      at,
      media: v.array(v.string()),
      asked: v.exactOptional(v.array(v.picklist(jingleActions))),
    }),
    bound: 'jingle.sessions',
  },
  call: {
    schema: v.object({
      sid: v.string(),
      peer: jid,
      by: v.picklist(['self', 'peer']),
      isElsewhere: yes,
      taker: v.exactOptional(jid),
      isTaken: yes,
      at,
    }),
    bound: 'jingle.calls',
  },
} as const satisfies FactKinds;
