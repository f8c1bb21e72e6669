import { callMessage, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { accountOf, callParams, told } from './call-requests.js';
import { callChange, endCall, learnCall } from './calls.js';
import { refused } from './requests.js';
import { jingleDescriptionSchema } from './schema.js';

const params = v.object({
  ...callParams.entries,
  /** One for each medium: `bareRtpDescription('audio')`. */
  descriptions: v.pipe(
    v.array(jingleDescriptionSchema),
    v.minLength(1, 'expected a description, got none'),
    v.readonly(),
  ),
});

/**
 * Calls `to`, an account: all its clients ring (XEP-0353 section 3.1). `sid` is new: `crypto.randomUUID()`.
 * Answers with `jingle_messagepropose_handle` when it has left; the one that takes the call answers with
 * `jingleproceed`, and the session is begun with that one.
 */
@action('Jingle/MessagePropose', { params })
export class ProposeCall extends Action<'Jingle/MessagePropose', v.InferOutput<typeof params>> {
  override build() {
    const { to, sid, descriptions } = this.params;
    return callMessage(to, { type: 'propose', sid, descriptions });
  }

  override begin() {
    return [callChange({ sid: this.params.sid, peer: accountOf(this.params), by: 'self' })];
  }

  override handle(_sent: Element, ctx: ActionContext<'Jingle/MessagePropose'>) {
    const { sid } = this.params;
    learnCall(ctx, { sid, peer: accountOf(this.params), by: 'self', at: ctx.now() });
    ctx.deliver('handle', told(this.params));
  }

  override error(error: ActionError, ctx: ActionContext<'Jingle/MessagePropose'>) {
    endCall(ctx, this.params.sid, accountOf(this.params));
    ctx.deliver('error', refused(this.params, error));
  }
}
