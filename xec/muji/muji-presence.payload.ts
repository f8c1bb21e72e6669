import { NS_CLIENT, NS_MUJI, readMuji, readOccupant, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Payload, payload, type FactKinds, type PayloadContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Who takes part in the conference of a joined room, by its bare JID: their nicknames. */
    muji: readonly string[];
  }
}

export const facts = {
  muji: { schema: v.pipe(v.array(v.string()), v.readonly()) },
} as const satisfies FactKinds;

/**
 * What somebody in a joined room brings to its conference (XEP-0272), and that they left it: by an empty
 * `<muji/>`, by presence without one (section 4), or by leaving the room.
 */
@payload('MujiPresence', {
  name: 'presence',
  xmlns: NS_CLIENT,
  under: 'stream',
  from: 'room',
  types: ['available', 'unavailable'],
})
export class MujiPresence extends Payload<'MujiPresence'> {
  override handle(presence: Element, ctx: PayloadContext<'MujiPresence'>) {
    const known = ctx.fact('muji', ctx.from.bare);
    // Most presence in rooms is of no conference.
    if (known === undefined && presence.getChild('muji', NS_MUJI) === undefined) return;
    const occupant = readOccupant(presence, ctx.from);
    if (occupant === undefined) return;
    const { room, nick, type, isSelf } = occupant;
    const muji = type === 'available' ? readMuji(presence) : undefined;
    const people = known ?? [];
    const others = people.filter((each) => each !== nick);
    if (muji !== undefined && (muji.isPreparing || muji.contents.length > 0)) {
      if (others.length === people.length && people.length < ctx.bound('muji.people')) {
        ctx.learn('muji', room, [...people, nick]);
      }
      ctx.emit('presence_muji', { room, nick, ...muji, ...(isSelf && { isSelf }) });
      return;
    }
    if (others.length < people.length) ctx.emit('presence_was_muji', { room, nick });
    const isGone = type === 'unavailable' && isSelf === true;
    if (isGone || others.length === 0) {
      if (people.length > 0) ctx.learn('muji', room, undefined);
    } else if (others.length < people.length) ctx.learn('muji', room, others);
  }
}
