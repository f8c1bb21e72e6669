import * as v from 'valibot';
import type { FactKinds } from '../core/index.js';
import { jid } from '../core/schemas.js';
import { discoInfo } from '../disco/index.js';

/** What is kept of the capabilities of others. */
export const facts = {
  caps: { schema: v.object({ ...discoInfo.entries, at: v.number() }), bound: 'caps.known' },
  capsEntity: {
    schema: v.object({
      node: v.string(),
      ver: v.string(),
      hash: v.string(),
      isDoubtful: v.boolean(),
    }),
    bound: 'caps.entities',
  },
  capsAsked: { schema: v.object({ jid }), bound: 'caps.asked' },
} as const satisfies FactKinds;
