import { NS_MUC_USER, readDecline, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** Somebody whom we invited does not come (XEP-0045 section 7.8.2): a joined room says so. */
@payload('MucDecline', {
  name: 'decline',
  xmlns: NS_MUC_USER,
  under: ['message', { name: 'x', xmlns: NS_MUC_USER }],
  from: 'room',
  types: ['normal', 'chat'],
})
export class InvitationDeclined extends Payload<'MucDecline'> {
  override handle(el: Element, ctx: PayloadContext<'MucDecline'>) {
    const decline = readDecline(el);
    if (ctx.from.isBare && decline !== undefined) ctx.deliver({ room: ctx.from.bare, ...decline });
  }
}
