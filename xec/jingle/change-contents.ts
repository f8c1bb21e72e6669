import type { JingleAction } from '@xec/stanza';
import { tell } from '../core/action/tell.js';
import {
  Action,
  type ActionContext,
  type ActionError,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import {
  asked,
  inSession,
  lostSession,
  noteAnswered,
  noteAsked,
  refused,
  type ContentParams,
} from './requests.js';

/**
 * Changes the contents of a session that runs. Both sides may do so at once, so what was asked is
 * remembered until it is answered.
 */
export abstract class ChangeContents<Name extends string> extends Action<Name, ContentParams> {
  protected abstract readonly change: Extract<JingleAction, `content-${string}`>;

  override build(ctx: BuildContext) {
    return inSession(ctx, this.change, this.params);
  }

  override begin(ctx: BuildContext) {
    return noteAsked(ctx, this.change, this.params);
  }

  override handle(_reply: unknown, ctx: ActionContext<Name>) {
    noteAnswered(ctx, this.change, this.params);
    tell(ctx, 'handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<Name>) {
    tell(ctx, 'erroritemnotfound', lostSession(ctx, this.params, error));
  }

  override error(error: ActionError, ctx: ActionContext<Name>) {
    noteAnswered(ctx, this.change, this.params);
    tell(ctx, 'error', refused(this.params, error));
  }
}
