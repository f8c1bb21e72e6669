import {
  NS_RECEIPTS,
  isFirstOfItsKind,
  messageType,
  readReceipt,
  receiptMessage,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Answers requests for receipts (XEP-0184 section 7), of those only who may see our presence: a
 * receipt tells that a client of ours is there (section 8).
 *
 * Nothing is answered in rooms (section 5.3), to errors, to what has no id, and to receipts
 * themselves: "to prevent looping" (section 5.4). What comes from an archive or as a carbon is
 * wrapped, and no request to us.
 */
@payload('ReceiptRequest', {
  name: 'request',
  xmlns: NS_RECEIPTS,
  under: 'message',
  from: 'subscriber',
  types: ['chat', 'headline', 'normal'],
})
export class ReceiptRequest extends Payload<'ReceiptRequest'> {
  override handle(el: Element, ctx: PayloadContext<'ReceiptRequest'>) {
    if (!isFirstOfItsKind(el)) return; // a message has one
    const { stanza } = ctx;
    const to = ctx.from.toString();
    const id: unknown = stanza.attrs['id'];
    const type = messageType(stanza);
    if (type !== 'chat' && type !== 'headline' && type !== 'normal') return;
    if (typeof id !== 'string' || id === '' || readReceipt(stanza) !== undefined) return;
    if (to === ctx.self.toString() || to === ctx.self.bare) return; // a note to oneself, a wrapper
    if (ctx.fact('room', ctx.from.bare) !== undefined) return; // its occupants see our presence there
    ctx.send(receiptMessage(id, { to, type }));
  }
}
