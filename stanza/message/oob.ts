/**
 * XEP-0066: Out of Band Data, version 1.5 (2006-08-16), in messages.
 * https://xmpp.org/extensions/xep-0066.html
 */
import { childText, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_OOB = 'jabber:x:oob';

/** An address with a message. A claim of its sender: nothing is fetched by itself (section 7). */
export interface OutOfBand {
  readonly url: string;
  readonly desc?: string;
}

/** `<x/>` (section 3). */
export const oobElement = ({ url, desc }: OutOfBand): XmlElement =>
  xml('x', { xmlns: NS_OOB }, xml('url', {}, url), desc !== undefined && xml('desc', {}, desc));

/** Reads the address with a message. */
export function readOob(message: Element): OutOfBand | undefined {
  const el = message.getChild('x', NS_OOB);
  const url = el && childText(el, 'url', NS_OOB)?.trim();
  if (el === undefined || url === undefined || url === '') return undefined;
  const desc = childText(el, 'desc', NS_OOB);
  return { url, ...(desc !== undefined && { desc }) };
}
