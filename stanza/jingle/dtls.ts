/**
 * XEP-0320: Use of DTLS-SRTP in Jingle Sessions, version 1.0.0 (2020-05-26).
 * https://xmpp.org/extensions/xep-0320.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { oneOf, readAttributes, required, text } from '../core/attributes.js';

export const NS_JINGLE_DTLS = 'urn:xmpp:jingle:apps:dtls:0';

/** Who begins the handshake (RFC 4145 section 4); `holdconn` has no mapping. */
export const dtlsSetups = ['active', 'passive', 'actpass'] as const;

/** The hash of the certificate that will be shown. */
export interface DtlsFingerprint {
  /** `sha-256`. */
  readonly hash: string;
  readonly setup?: (typeof dtlsSetups)[number];
  /** `02:1A:CC…`. */
  readonly value: string;
}

const table = { hash: required(text('hash')), setup: oneOf('setup', dtlsSetups) };

/** `<fingerprint/>`. */
export const fingerprintElement = ({ hash, setup, value }: DtlsFingerprint): XmlElement =>
  xml('fingerprint', { xmlns: NS_JINGLE_DTLS, hash, setup }, value);

/** Reads the fingerprints of a transport. */
export const readFingerprints = (transport: Element): DtlsFingerprint[] =>
  transport.getChildren('fingerprint', NS_JINGLE_DTLS).flatMap((el) => {
    const read = readAttributes<Omit<DtlsFingerprint, 'value'>>(el, table);
    const value = el.getText().trim();
    return read === undefined || value === '' ? [] : [{ ...read, value }];
  });
