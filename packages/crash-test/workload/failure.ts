import type { ActionContext, ActionError, ConnectionLostError } from '@xec/xec';
import { handling } from './watch.js';

/** What the error packet of an action of ours says. */
export function failure(n: number, error: ActionError, ctx: ActionContext) {
  handling(n, ctx.id);
  const { delivered } = error as Partial<ConnectionLostError>; // of that error alone
  return {
    n,
    id: ctx.id,
    condition: error.condition,
    ...(delivered !== undefined && { delivered }),
  };
}
