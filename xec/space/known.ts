/**
 * Spaces that the session is in, or made: only their services may tell of them. Any service could send an
 * event of a node with some name.
 */
import * as v from 'valibot';
import {
  factChange,
  jid,
  mustFit,
  type BuildContext,
  type FactChange,
  type FactKinds,
  type HandlerContext,
} from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Spaces that we are subscribed to or made, by service and node. */
    space: { readonly from: string; readonly node: string };
  }
}

export const facts = {
  space: { schema: v.object({ from: jid, node: v.string() }), bound: 'space.known' },
} as const satisfies FactKinds;

interface Place {
  readonly to: string;
  readonly node: string;
}

const keyOf = ({ to, node }: Place): string => JSON.stringify([to, node]);

/** We are in the space, or made it. */
export function learnSpace(
  ctx: Pick<HandlerContext, 'count' | 'bound' | 'learn'>,
  at: Place,
): void {
  if (ctx.count('space') >= ctx.bound('space.known')) return;
  ctx.learn('space', keyOf(at), { from: at.to, node: at.node });
}

/** We left the space, or it is gone. */
export const forgetSpace = (ctx: Pick<HandlerContext, 'learn'>, at: Place): void => {
  ctx.learn('space', keyOf(at), undefined);
};

/**
 * The same as a change, to be stored with a request.
 *
 * @throws RangeError for more than `space.known`
 */
export function spaceChange(ctx: BuildContext, at: Place): FactChange {
  mustFit(ctx, 'space', keyOf(at), 'space.known');
  return factChange('space', keyOf(at), { from: at.to, node: at.node });
}

/** Whether the session is in that space. */
export const knowsSpace = (ctx: Pick<HandlerContext, 'fact'>, at: Place): boolean =>
  ctx.fact('space', keyOf(at)) !== undefined;
