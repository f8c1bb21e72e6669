import { NS_RECEIPTS, readReceipt, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Receipts (XEP-0184 section 7). They speak for their sender: that the message was sent to `from` is
 * for the application to check. Each client of the contact may send one.
 */
@payload('ReceiptAck', { name: 'received', xmlns: NS_RECEIPTS, under: 'message', from: 'any' })
export class ReceiptAck extends Payload<'ReceiptAck'> {
  override handle(_el: Element, ctx: PayloadContext<'ReceiptAck'>) {
    const id = readReceipt(ctx.stanza);
    if (id !== undefined) ctx.deliver({ from: ctx.from.toString(), id });
  }
}
