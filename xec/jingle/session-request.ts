import type { Element } from '@xec/stanza';
import { tell } from '../core/action/tell.js';
import { Action, type ActionContext, type StanzaError } from '../core/index.js';
import { asked, lostSession, type NamedSession } from './requests.js';

/**
 * A request in a session that runs, whose answer says no more than that it is done: `handle` tells which
 * session it was. A peer that does not know the session has ended it.
 */
export abstract class SessionRequest<
  Name extends string,
  Params extends NamedSession,
> extends Action<Name, Params> {
  override handle(_reply: Element, ctx: ActionContext<Name>) {
    tell(ctx, 'handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<Name>) {
    tell(ctx, 'erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
