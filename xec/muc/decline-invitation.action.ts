import { declineInvitation, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, jid, type ActionContext } from '../core/index.js';

const params = v.object({
  room: bareJid,
  /** Who invited: the `from` of `mucinvite`. */
  to: jid,
  reason: v.exactOptional(v.string()),
});

/**
 * Refuses a mediated invitation (XEP-0045 section 7.8.2). Answers with `message_decline_handle` when it
 * has left. A direct one is simply not followed.
 */
@action('Message/Decline', { params })
export class DeclineInvitation extends Action<'Message/Decline', v.InferOutput<typeof params>> {
  override build() {
    const { room, to, reason } = this.params;
    return declineInvitation(room, to, reason);
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Decline'>) {
    const { room, to } = this.params;
    ctx.deliver('handle', { room, to });
  }
}
