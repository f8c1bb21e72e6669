import type { Element } from '@xec/stanza';
import { tell } from '../core/action/tell.js';
import { Action, type ActionContext, type ActionError } from '../core/index.js';
import { placeOf, refused, type At } from './schema.js';

/**
 * A request about one node, whose answer says no more than that it is done: `handle` tells which node it
 * was about.
 */
export abstract class NodeAction<Name extends string, Params extends At> extends Action<
  Name,
  Params
> {
  override handle(_reply: Element, ctx: ActionContext<Name>) {
    tell(ctx, 'handle', placeOf(this.params, ctx));
  }

  /** Tells a refusal, and which node it was about. */
  protected refuse(ctx: ActionContext<Name>, error: ActionError, method = 'error'): void {
    tell(ctx, method, refused(this.params, ctx, error));
  }
}
