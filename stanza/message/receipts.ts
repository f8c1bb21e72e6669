/**
 * XEP-0184: Message Delivery Receipts, version 1.4.0 (2018-08-02).
 * https://xmpp.org/extensions/xep-0184.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_RECEIPTS = 'urn:xmpp:receipts';

/** `<request/>`, in a message that has an id: asks for a receipt (section 7). */
export const receiptRequest = (): XmlElement => xml('request', { xmlns: NS_RECEIPTS });

/** `<received/>`: the message of that id arrived. It stands alone in its message (section 7). */
export const receipt = (id: string): XmlElement => xml('received', { xmlns: NS_RECEIPTS, id });

/** Whether a message asks for a receipt. */
export const isReceiptRequested = (message: Element): boolean =>
  message.getChild('request', NS_RECEIPTS) !== undefined;

/** The id of the message that arrived at its recipient; `undefined` where a message is no receipt. */
export function readReceipt(message: Element): string | undefined {
  const id: unknown = message.getChild('received', NS_RECEIPTS)?.attrs['id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
