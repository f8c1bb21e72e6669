/**
 * XEP-0224: Attention, version 1.0 (2008-11-13).
 * https://xmpp.org/extensions/xep-0224.html
 */
import { messageStanza, xml, type Element, type XmlElement } from '../core/index.js';
import { messageBody } from '../message/index.js';

export const NS_ATTENTION = 'urn:xmpp:attention:0';

/** `<attention/>`, a child of a message. */
export const attention = (): XmlElement => xml('attention', { xmlns: NS_ATTENTION });

/** A message that asks for attention: of type `headline`, so that nobody stores it (section 4). */
export const attentionMessage = (to: string, body?: string): XmlElement =>
  messageStanza({ to, type: 'headline' }, body !== undefined && messageBody(body), attention());

/** Whether a message asks for attention. */
export const asksForAttention = (message: Element): boolean =>
  message.getChild('attention', NS_ATTENTION) !== undefined;
