import {
  NS_FASTENING,
  NS_MODERATION,
  NS_MODERATION_0,
  NS_RETRACTION,
  readModeration,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** What a room tells of its moderators; see below. */
abstract class ModerationTold extends Payload<'Moderated'> {
  override handle(el: Element, ctx: PayloadContext<'Moderated'>) {
    // "only from the room's bare JID": an occupant must not take back what others said.
    const moderation = ctx.from.isBare ? readModeration(el) : undefined;
    if (moderation === undefined) return;
    const { id, by, reason } = moderation;
    // A moderator is an occupant of that room, whatever is written there.
    const isThere = by?.startsWith(`${ctx.from.bare}/`) === true;
    ctx.deliver({
      room: ctx.from.bare,
      id,
      ...(isThere && { by }),
      ...(reason !== undefined && { reason }),
    });
  }
}

/** Messages that a moderator took back (XEP-0425 section 4), of rooms that we joined. */
@payload('Moderated', {
  name: 'moderated',
  xmlns: NS_MODERATION,
  under: ['message', { name: 'retract', xmlns: NS_RETRACTION }],
  types: ['groupchat'],
  from: 'room',
})
export class Moderated extends ModerationTold {}

/** The same in the version before (XEP-0425 section 4), as Prosody 0.12 says it. */
@payload('Moderated', {
  name: 'moderated',
  xmlns: NS_MODERATION_0,
  under: ['message', { name: 'apply-to', xmlns: NS_FASTENING }],
  types: ['groupchat'],
  from: 'room',
})
export class Moderated0 extends ModerationTold {}
