import * as v from 'valibot';
import type { FactKinds } from '../core/index.js';
import { jid } from '../core/schemas.js';
import { bobDataSchema } from './schema.js';

/** What is kept of bits of binary. */
export const facts = {
  hostedBob: { schema: bobDataSchema, bound: 'bob.hosted' },
  askedBob: { schema: v.object({ of: jid }) },
  knownBob: {
    schema: v.object({ data: bobDataSchema, at: v.number(), until: v.exactOptional(v.number()) }),
    bound: 'bob.known',
  },
} as const satisfies FactKinds;
