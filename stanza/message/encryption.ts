/**
 * XEP-0380: Explicit Message Encryption, version 0.4.0 (2021-11-18).
 * https://xmpp.org/extensions/xep-0380.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_EME = 'urn:xmpp:eme:0';

/** How a message is encrypted. */
export interface MessageEncryption {
  readonly namespace: string;
  /** For people who do not have it. */
  readonly name?: string;
}

/** `<encryption/>` (section 3). */
export const encryptionElement = ({ namespace, name }: MessageEncryption): XmlElement =>
  xml('encryption', { xmlns: NS_EME, namespace, name });

/** Reads how a message is encrypted; the first one where it says so several times. */
export function readEncryption(message: Element): MessageEncryption | undefined {
  const attrs = message.getChild('encryption', NS_EME)?.attrs ?? {};
  const { namespace, name } = attrs as Readonly<Record<string, string | undefined>>; // strings
  if (namespace === undefined || namespace === '') return undefined;
  return { namespace, ...(name !== undefined && { name }) };
}
