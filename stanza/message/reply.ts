/**
 * XEP-0461: Message Replies, version 0.2.1 (2026-02-25).
 * https://xmpp.org/extensions/xep-0461.html
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { idOf } from './id-of.js';

export const NS_REPLY = 'urn:xmpp:reply:0';

/** What a message answers. */
export interface Reply {
  /** The message's id; in a room its stanza-id. */
  readonly id: string;
  /** Who wrote that one. */
  readonly to?: string;
}

/** `<reply/>` (section 3). */
export const replyElement = ({ id, to }: Reply): XmlElement =>
  xml('reply', { xmlns: NS_REPLY, to, id });

/** Reads the `<reply/>` of a message; a `to` that is no JID is left out. */
export function readReply(message: Element): Reply | undefined {
  const el = message.getChild('reply', NS_REPLY);
  const id = idOf(el);
  if (id === undefined) return undefined;
  const to = readJid(el?.attrs['to'] as string | undefined); // attributes are strings
  return { id, ...(to !== undefined && { to: to.toString() }) };
}
