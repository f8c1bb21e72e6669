/**
 * The nickname in presence (XEP-0172 section 4.1).
 */
import type { Element, XmlElement } from '../core/index.js';
import { NS_NICK, nicknameElement, readNickname } from '../nickname/nickname.js';

/** `<nick/>` for a request of subscription (section 4.1). It has no place in other presence. */
export const nickElement = (nick: string): XmlElement => nicknameElement({ nick });

/** The nickname that the sender claims in a stanza; no identity (section 5). */
export function readNick(stanza: Element): string | undefined {
  const el = stanza.getChild('nick', NS_NICK);
  return el && readNickname(el)?.nick;
}
