import type { Element, JingleAction } from '@xec/stanza';
import { tell } from '../core/action/tell.js';
import type { ActionContext, ActionError, BuildContext } from '../core/index.js';
import { inSession, noteAnswered, noteAsked, refused, type ContentParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Changes the contents of a session that runs. Both sides may do so at once, so what was asked is
 * remembered until it is answered.
 */
export abstract class ChangeContents<Name extends string> extends SessionRequest<
  Name,
  ContentParams
> {
  protected abstract readonly change: Extract<JingleAction, `content-${string}`>;

  override build(ctx: BuildContext) {
    return inSession(ctx, this.change, this.params);
  }

  override begin(ctx: BuildContext) {
    return noteAsked(ctx, this.change, this.params);
  }

  override handle(reply: Element, ctx: ActionContext<Name>) {
    noteAnswered(ctx, this.change, this.params);
    super.handle(reply, ctx);
  }

  override error(error: ActionError, ctx: ActionContext<Name>) {
    noteAnswered(ctx, this.change, this.params);
    tell(ctx, 'error', refused(this.params, error));
  }
}
