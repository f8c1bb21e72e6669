import { NS_RECEIPTS, isFirstOfItsKind, readReceipt, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Receipts (XEP-0184 section 7). They speak for their sender: that the message was sent to `from` is
 * for the application to check. Each client of the contact may send one.
 */
@payload('ReceiptAck', { name: 'received', xmlns: NS_RECEIPTS, under: 'message', from: 'any' })
export class ReceiptAck extends Payload<'ReceiptAck'> {
  override handle(el: Element, ctx: PayloadContext<'ReceiptAck'>) {
    if (!isFirstOfItsKind(el)) return; // a message has one
    const id = readReceipt(ctx.stanza);
    if (id !== undefined) ctx.deliver({ from: ctx.from.toString(), id });
  }
}
