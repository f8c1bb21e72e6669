/**
 * STARTTLS (RFC 6120 section 5).
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_TLS = 'urn:ietf:params:xml:ns:xmpp-tls';

/** Asks to go over to TLS (section 5.4.2.1). */
export const startTls = (): XmlElement => xml('starttls', { xmlns: NS_TLS });

/** Reads the answer; `undefined` for another element. */
export function readStartTlsReply(el: Element): 'proceed' | 'failure' | undefined {
  if (el.is('proceed', NS_TLS)) return 'proceed';
  return el.is('failure', NS_TLS) ? 'failure' : undefined;
}
