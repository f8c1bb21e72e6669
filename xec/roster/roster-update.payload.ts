import { NS_ROSTER, readRosterPush, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { learnContact, learnVersion } from './contacts.js';

/**
 * Roster pushes (RFC 6121 section 2.1.6): the own server tells of one contact. What others say is
 * refused with `service-unavailable`, as any request that we do not know.
 */
@payload('Roster', {
  name: 'query',
  xmlns: NS_ROSTER,
  under: 'iq',
  // "A receiving client MUST ignore the stanza unless it has no 'from' attribute … or it has a
  // 'from' attribute whose value matches the user's bare JID."
  from: 'self',
  types: ['set'],
})
export class RosterUpdate extends Payload<'Roster'> {
  override handle(el: Element, ctx: PayloadContext<'Roster'>) {
    const push = readRosterPush(el);
    if (push === undefined) {
      ctx.fail('bad-request');
      return;
    }
    learnContact(ctx, push.item);
    learnVersion(ctx, push.ver);
    ctx.deliver(push);
    ctx.reply();
  }
}
