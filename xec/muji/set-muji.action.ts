import {
  availablePresence,
  mujiElement,
  readMuji,
  readOccupant,
  type Element,
  type Jid,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import { mujiParams, type MujiParams } from './schema.js';

type Context = ActionContext<'Muji/Set'>;

/**
 * Says in a joined room what we bring to its conference (XEP-0272): first `isPreparing` (section 3), then the
 * contents; none of them, to leave (section 4). Answers with `muji_set_handle` when the room has told all,
 * and with `presence_muc_muji_preparing`, `presence_muc_muji_handle` or `presence_muc_muji_leaving`: Moxl sends
 * it with Presence/Muc, hence the keys.
 *
 * Later presence without it takes it back, as that of `Presence/SetAvailable` does not, which goes to contacts.
 */
@action('Muji/Set', { params: mujiParams })
export class SetMuji extends Action<'Muji/Set', MujiParams> {
  override build(ctx: BuildContext) {
    const { room, ...muji } = this.params;
    const nick = ctx.fact('room', room)?.nick;
    if (nick === undefined) throw new Error(`Muji/Set: expected a joined room, got ${room}`);
    const to = `${room}/${nick}`;
    return availablePresence({ to }, ...ctx.advertised.inPresence(ctx), mujiElement(muji));
  }

  /** The room reflects presence to who sent it. */
  override answeredBy(stanza: Element, from: Jid) {
    const occupant = readOccupant(stanza, from);
    const isOurs = occupant?.type === 'available' && occupant.isSelf === true;
    return isOurs && this.#isSaid(readMuji(stanza));
  }

  override handle(_reply: Element, ctx: Context) {
    const { isPreparing, contents } = this.params;
    ctx.deliver('handle', this.params);
    if (isPreparing) ctx.emit('presence_muc_muji_preparing', this.params);
    else if (contents.length > 0) ctx.emit('presence_muc_muji_handle', this.params);
    else ctx.emit('presence_muc_muji_leaving', this.params);
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { room: this.params.room, ...v.parse(errorContent, error) });
  }

  /** Whether it is this presence that came back, not one before it. */
  #isSaid(muji: ReturnType<typeof readMuji>): boolean {
    const { isPreparing, contents } = this.params;
    if (muji === undefined) return contents.length === 0 && isPreparing === undefined;
    const names = muji.contents.map(({ name }) => name);
    return (
      muji.isPreparing === isPreparing &&
      names.length === contents.length &&
      contents.every(({ name }) => names.includes(name))
    );
  }
}
