import * as v from 'valibot';
import type { FactKinds } from '../core/index.js';

/** The questions that wait. */
export const facts = {
  httpRequest: {
    schema: v.object({
      request: v.object({ id: v.string(), method: v.string(), url: v.string() }),
      iq: v.exactOptional(v.string()),
      thread: v.exactOptional(v.object({ id: v.string(), parent: v.exactOptional(v.string()) })),
      at: v.number(),
    }),
    bound: 'confirm.waiting',
  },
} as const satisfies FactKinds;
