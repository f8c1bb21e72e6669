/**
 * XEP-0199: XMPP Ping, version 2.0.1 (2019-03-26).
 * https://xmpp.org/extensions/xep-0199.html
 */
import { xml, type XmlElement } from '../core/index.js';

export const NS_PING = 'urn:xmpp:ping';

/** `<ping/>`, the child of an iq of type `get` (section 4). */
export const pingRequest = (): XmlElement => xml('ping', { xmlns: NS_PING });
