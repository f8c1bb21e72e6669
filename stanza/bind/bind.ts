/**
 * Resource binding (RFC 6120 section 7).
 */
import { NS_CLIENT, readJid, xml, type Element, type Jid, type XmlElement } from '../core/index.js';

export const NS_BIND = 'urn:ietf:params:xml:ns:xmpp-bind';

/** The iq that asks for `resource`; without one the server chooses. */
export const bindRequest = (id: string, resource?: string): XmlElement =>
  xml(
    'iq',
    { xmlns: NS_CLIENT, type: 'set', id },
    xml(
      'bind',
      { xmlns: NS_BIND },
      resource === undefined ? undefined : xml('resource', {}, resource),
    ),
  );

/** The full JID that the server bound; `undefined` where the result holds none. */
export function readBound(result: Element): Jid | undefined {
  const text = result.getChild('bind', NS_BIND)?.getChild('jid', NS_BIND)?.getText();
  const jid = readJid(text);
  return jid?.resource === undefined ? undefined : jid;
}
