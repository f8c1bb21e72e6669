import { NS_MUC_USER, readMediatedInvitation, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Somebody invites us through a room (XEP-0045 section 7.8.2). Anyone's room may say it, and only the
 * room itself: an occupant or an account that writes such an element is not heard. Nothing is joined.
 */
@payload('MucInvite', {
  name: 'invite',
  xmlns: NS_MUC_USER,
  under: ['message', { name: 'x', xmlns: NS_MUC_USER }],
  from: 'any',
  types: ['normal', 'chat'],
})
export class MediatedInvitation extends Payload<'MucInvite'> {
  override handle(el: Element, ctx: PayloadContext<'MucInvite'>) {
    const { from } = ctx;
    if (!from.isBare || from.bare === ctx.self.bare) return;
    const invitation = readMediatedInvitation(el, from);
    if (invitation !== undefined) ctx.deliver({ ...invitation, isMediated: true });
  }
}
