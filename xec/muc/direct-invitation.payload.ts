import { NS_CONFERENCE, NS_MUC_USER, readDirectInvitation, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Somebody invites us to a room directly (XEP-0249). Nothing is joined. Rooms put the same element
 * beside a mediated invitation, for old clients: there it says nothing new.
 */
@payload('DirectInvitation', {
  name: 'x',
  xmlns: NS_CONFERENCE,
  under: 'message',
  from: 'any',
  types: ['normal', 'chat', 'headline'],
})
export class DirectInvitation extends Payload<'DirectInvitation'> {
  override handle(el: Element, ctx: PayloadContext<'DirectInvitation'>) {
    const isMediated = ctx.stanza.getChild('x', NS_MUC_USER)?.getChild('invite') !== undefined;
    const invitation = readDirectInvitation(el, ctx.from);
    if (isMediated || invitation === undefined) return;
    ctx.emit('mucinvite', { ...invitation, isMediated: false });
  }
}
