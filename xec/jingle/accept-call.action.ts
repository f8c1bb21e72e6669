import { callMessage, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { jingleSid } from './schema.js';

const params = v.object({ sid: jingleSid });

/**
 * Tells our other clients that the call was taken here, where they have no carbons and so do not see
 * what {@link ProceedCall} sends. Answers with `jingle_messageaccept_handle`.
 */
@action('Jingle/MessageAccept', { params })
export class AcceptCall extends Action<'Jingle/MessageAccept', { sid: string }> {
  override build(ctx: BuildContext) {
    return callMessage(ctx.self.bare, { type: 'accept', sid: this.params.sid });
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessageAccept'>) {
    ctx.deliver('handle', this.params);
  }
}
