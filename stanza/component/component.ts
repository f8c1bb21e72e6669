/**
 * The handshake of components (XEP-0114).
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

/** @param digest SHA-1 of the stream's id and the secret, one behind the other, in lower-case hex */
export const componentHandshake = (digest: string): XmlElement => xml('handshake', {}, digest);

/** Whether the server accepted the handshake. */
export const isHandshakeReply = (el: Element): boolean => el.getName() === 'handshake';
