/**
 * XEP-0172: User Nickname, version 1.1 (2012-03-21).
 * https://xmpp.org/extensions/xep-0172.html
 */
import { childText, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_NICK = 'http://jabber.org/protocol/nick';

/** `<nick/>` for a request of subscription (section 4.1). It has no place in other presence. */
export const nickElement = (nick: string): XmlElement => xml('nick', { xmlns: NS_NICK }, nick);

/** The nickname that the sender claims in a stanza; no identity (section 5). */
export function readNick(stanza: Element): string | undefined {
  const nick = childText(stanza, 'nick', NS_NICK)?.trim();
  return nick === '' ? undefined : nick;
}
