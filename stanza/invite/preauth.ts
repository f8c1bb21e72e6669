/**
 * Tokens of invitations. XEP-0445: Pre-Authenticated In-Band Registration, version 0.2.0 (2020-11-24);
 * XEP-0379: Pre-Authenticated Roster Subscription, version 0.3.3 (2021-03-04).
 * https://xmpp.org/extensions/xep-0445.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_PREAUTH = 'urn:xmpp:pars:0';
/** The stream feature of servers that take tokens before a registration (XEP-0445 section 3). */
export const NS_IBR_TOKEN = 'urn:xmpp:ibr-token:0';
/** The same of servers of an earlier version. */
export const NS_INVITE = 'urn:xmpp:invite';

/**
 * `<preauth/>`: the child of an iq of type `set` before a registration (XEP-0445 section 4), and of a
 * presence of type `subscribe` (XEP-0379 section 3.4).
 */
export const preauthElement = (token: string): XmlElement =>
  xml('preauth', { xmlns: NS_PREAUTH, token });

/** The token in a stanza; `undefined` where there is none. */
export function readPreauth(stanza: Element): string | undefined {
  const token: unknown = stanza.getChild('preauth', NS_PREAUTH)?.attrs['token'];
  return typeof token === 'string' && token !== '' ? token : undefined;
}
