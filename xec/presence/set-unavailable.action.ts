import { parseJid, unavailablePresence, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { unavailableParams, type UnavailableParams } from './schemas.js';

/**
 * Says that we are here no more (RFC 6121 section 4.5), and stays so on later streams until the
 * application says otherwise. With `to` it ends what was said to that JID alone (section 4.6); with a
 * joined room it leaves that one (XEP-0045 section 7.14), and the room is not joined again. Ends in
 * `presence_unavailable_handle`.
 */
@action('Presence/Unavailable', { params: unavailableParams, idempotent: true })
export class SetUnavailable extends Action<'Presence/Unavailable', UnavailableParams> {
  override build(ctx: BuildContext) {
    const { to } = this.params;
    const room = to === undefined ? undefined : ctx.fact('room', to);
    if (to === undefined || room === undefined) return unavailablePresence(this.params);
    return unavailablePresence({ ...this.params, to: `${to}/${room.nick}` });
  }

  override handle(_sent: Element, ctx: ActionContext<'Presence/Unavailable'>) {
    const { to } = this.params;
    if (to === undefined) ctx.learn('ownPresence', ctx.self.bare, { type: 'unavailable' });
    else {
      // The room's own answer ends it: until then it has things to say.
      const { bare } = parseJid(to);
      const room = ctx.fact('room', bare);
      if (room !== undefined) ctx.learn('room', bare, { ...room, isLeaving: true });
    }
    ctx.deliver('handle', this.params);
  }
}
