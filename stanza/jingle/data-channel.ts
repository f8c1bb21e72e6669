/**
 * XEP-0343: Signaling WebRTC datachannels in Jingle, version 0.2 (2014-07-15).
 * https://xmpp.org/extensions/xep-0343.html
 *
 * It says how channels are carried, in the transport; what they are for is said by the description of
 * whatever application uses them.
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { number, readAttributes, required, text, writeAttributes } from '../core/attributes.js';

export const NS_JINGLE_DTLS_SCTP = 'urn:xmpp:jingle:transports:dtls-sctp:1';

/** `a=sctpmap` in SDP (section 4.2). */
export interface SctpMap {
  readonly port: number;
  /** `webrtc-datachannel`. */
  readonly protocol: string;
  /** How many channels may come in. */
  readonly streams?: number;
}

// The table of section 4.2 calls the attribute "port", all examples have "number".
const table = {
  port: required(number('number', 65535)),
  protocol: required(text('protocol')),
  streams: number('streams', 65535),
};

/** `<sctpmap/>`. */
export const sctpMapElement = (map: SctpMap): XmlElement =>
  xml('sctpmap', { xmlns: NS_JINGLE_DTLS_SCTP, ...writeAttributes<SctpMap>(map, table) });

/** Reads the `<sctpmap/>` of a transport. */
export function readSctpMap(transport: Element): SctpMap | undefined {
  const el = transport.getChild('sctpmap', NS_JINGLE_DTLS_SCTP);
  return el && readAttributes<SctpMap>(el, table);
}
