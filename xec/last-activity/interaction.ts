/**
 * When the user was last active, as far as the application says.
 */
import * as v from 'valibot';
import type { FactKinds, HandlerContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** The last interaction of the user, under the key `self`: milliseconds since 1970. */
    lastInteraction: { readonly at: number };
  }
}

export const facts = {
  lastInteraction: { schema: v.object({ at: v.number() }) },
} as const satisfies FactKinds;

const KEY = 'self';

/** Notes that the user was active, now or at `at`, milliseconds since 1970. */
export const learnInteraction = (ctx: HandlerContext, at: number = ctx.now()): void => {
  ctx.learn('lastInteraction', KEY, { at });
};

/**
 * Whole seconds since the user was last active. 0 where nobody noted it, and where the clock was set
 * back since: then all that is known is that the session is there.
 */
export function idleSeconds(ctx: HandlerContext): number {
  const at = ctx.fact('lastInteraction', KEY)?.at ?? ctx.now();
  return Math.max(0, Math.floor((ctx.now() - at) / 1000));
}
