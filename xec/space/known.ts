/**
 * Spaces that the session is in, or made: only their services may tell of them. Any service could send an
 * event of a node with some name.
 */
import { factChange, type FactChange, type HandlerContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Spaces that we are subscribed to or made, by service and node. */
    space: { readonly from: string; readonly node: string };
  }
}

/** How many spaces are remembered. */
const MAX_SPACES = 1000;

interface Place {
  readonly to: string;
  readonly node: string;
}

const keyOf = ({ to, node }: Place): string => JSON.stringify([to, node]);

/** We are in the space, or made it. */
export function learnSpace(ctx: Pick<HandlerContext, 'facts' | 'learn'>, at: Place): void {
  if (ctx.facts('space').size >= MAX_SPACES) return;
  ctx.learn('space', keyOf(at), { from: at.to, node: at.node });
}

/** We left the space, or it is gone. */
export const forgetSpace = (ctx: Pick<HandlerContext, 'learn'>, at: Place): void => {
  ctx.learn('space', keyOf(at), undefined);
};

/** The same as a change, to be stored with a request. */
export const spaceChange = (at: Place): FactChange =>
  factChange('space', keyOf(at), { from: at.to, node: at.node });

/** Whether the session is in that space. */
export const knowsSpace = (ctx: Pick<HandlerContext, 'fact'>, at: Place): boolean =>
  ctx.fact('space', keyOf(at)) !== undefined;
