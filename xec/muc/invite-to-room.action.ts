import { directInvitation, mediatedInvitation, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
} from '../core/index.js';

const params = v.object({
  room: bareJid,
  /** Who is invited; a full JID only directly. */
  to: jid,
  reason: v.exactOptional(v.string()),
  /** Says it ourselves, past the room (XEP-0249); a room for members only does not let them in then. */
  isDirect: v.exactOptional(v.boolean()),
  /** The password of the room. */
  password: v.exactOptional(v.string()),
  /** It goes on with a chat of two. */
  isContinued: v.exactOptional(v.literal(true)),
  thread: v.exactOptional(v.string()),
});
type Context = ActionContext<'Message/Invite'>;

/**
 * Invites somebody to a room, through the room (XEP-0045 section 7.8.2) or directly (XEP-0249). Answers
 * with `message_invite_handle` when it has left; a room that refuses later says so in `message_error`.
 */
@action('Message/Invite', { params, isSecret: ({ password }) => password !== undefined })
export class InviteToRoom extends Action<'Message/Invite', v.InferOutput<typeof params>> {
  override build() {
    const { room, to, isDirect, ...options } = this.params;
    return isDirect === true
      ? directInvitation(room, to, options)
      : mediatedInvitation(room, to, options);
  }

  override handle(_sent: Element, ctx: Context) {
    const { room, to } = this.params;
    ctx.deliver('handle', { room, to });
  }

  override error(error: ActionError, ctx: Context) {
    const { room, to } = this.params;
    ctx.deliver('error', { room, to, ...v.parse(errorContent, error) });
  }
}
