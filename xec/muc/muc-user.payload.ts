import { NS_MUC_USER, readOccupant, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { follow } from './room-facts.js';
import { withTrustedId } from './trusted-id.js';

/**
 * Somebody in a joined room came, changed or went (XEP-0045 section 7); of ourselves the session keeps
 * the nickname, and forgets the room when we have gone. "role, affiliation and real JID" are the room's
 * to say, so they come in presence from there and from nowhere else.
 */
@payload('MucUser', {
  name: 'x',
  xmlns: NS_MUC_USER,
  under: 'presence',
  from: 'room',
  types: ['available', 'unavailable'],
})
export class OccupantPresence extends Payload<'MucUser'> {
  override handle(_el: Element, ctx: PayloadContext<'MucUser'>) {
    const occupant = readOccupant(ctx.stanza, ctx.from);
    if (occupant === undefined) return;
    const { room, nick } = occupant;
    // ejabberd ends a room without the status that says whom it speaks to.
    const isSelf = occupant.isSelf === true || ctx.fact('room', room)?.nick === nick;
    const said = withTrustedId(occupant, ctx); // by what is known of the room while we are in it
    if (isSelf) follow(ctx, occupant);
    ctx.deliver(isSelf && said.isSelf !== true ? { ...said, isSelf } : said);
  }
}
