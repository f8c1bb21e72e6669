import { availablePresence, readOccupant, type Element, type Jid } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { nick } from './schema.js';

type Context = ActionContext<'Muc/ChangeNick'>;

/**
 * Takes another nickname in a joined room (XEP-0045 section 7.6). Answers with `muc_changenick_handle`;
 * the room may have given another one than was asked for. Refused, we keep the one we had.
 */
@action('Muc/ChangeNick', { params: v.object({ room: bareJid, nick }) })
export class ChangeNick extends Action<'Muc/ChangeNick', { room: string; nick: string }> {
  override build(ctx: BuildContext) {
    const { room, nick } = this.params;
    if (ctx.fact('room', room) === undefined) {
      throw new Error(`Muc/ChangeNick: expected a joined room, got ${room}`);
    }
    return availablePresence({ to: `${room}/${nick}` }, ...ctx.advertised.inPresence(ctx));
  }

  override answeredBy(stanza: Element, from: Jid) {
    const occupant = readOccupant(stanza, from);
    if (occupant?.type !== 'available' || occupant.isSelf !== true) return false;
    // A server of RFC 6122 prepares it with NFKC, and ejabberd says nothing about that with a code.
    const isAsked = occupant.nick.normalize('NFKC') === this.params.nick.normalize('NFKC');
    return isAsked || occupant.codes.includes(210);
  }

  override handle(reply: Element, ctx: Context) {
    const nick = readOccupant(reply, ctx.from)?.nick ?? this.params.nick;
    const { room } = this.params;
    const known = ctx.fact('room', room);
    if (known !== undefined) ctx.learn('room', room, { ...known, nick });
    ctx.deliver('handle', { room, nick });
  }

  override errorConflict(error: StanzaError, ctx: Context) {
    ctx.deliver('errorconflict', this.#refusal(error));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#refusal(error));
  }

  #refusal(error: ActionError) {
    return { ...this.params, ...v.parse(errorContent, error) };
  }
}
