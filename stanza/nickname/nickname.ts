/**
 * XEP-0172: User Nickname, version 1.1 (2012-03-21).
 * https://xmpp.org/extensions/xep-0172.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_NICK = 'http://jabber.org/protocol/nick';

/** What somebody wants to be called; without one: nothing in particular any more. */
export interface Nickname {
  readonly nick?: string;
}

/** `<nick/>`. */
export const nicknameElement = ({ nick }: Nickname): XmlElement =>
  xml('nick', { xmlns: NS_NICK }, nick);

/** Reads a `<nick/>`; `undefined` for another element. */
export function readNickname(el: Element): Nickname | undefined {
  if (!el.is('nick', NS_NICK)) return undefined;
  const nick = el.getText().trim();
  return nick === '' ? {} : { nick };
}
