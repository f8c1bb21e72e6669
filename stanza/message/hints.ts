/**
 * XEP-0334: Message Processing Hints, version 1.0.0 (2024-04-17).
 * https://xmpp.org/extensions/xep-0334.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_HINTS = 'urn:xmpp:hints';

/** The hints (section 4). `no-copy` is for messages to full JIDs only. */
export const messageHints = ['no-permanent-store', 'no-store', 'no-copy', 'store'] as const;

export type MessageHint = (typeof messageHints)[number];

/** `<no-store/>` and the like: what servers are asked to do with a message. */
export const messageHint = (hint: MessageHint): XmlElement => xml(hint, { xmlns: NS_HINTS });

/** Reads the hints of a message, each once. */
export function readHints(message: Element): MessageHint[] {
  const hints: MessageHint[] = [];
  for (const hint of messageHints) {
    if (message.getChild(hint, NS_HINTS) !== undefined) hints.push(hint);
  }
  return hints;
}
