/**
 * XEP-0388: Extensible SASL Profile, version 1.0.4 (2025-08-25).
 * https://xmpp.org/extensions/xep-0388.html
 */
import { decodeBase64, encodeBase64, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_SASL2 = 'urn:xmpp:sasl:2';

/** An element with bytes of a mechanism; empty for no bytes, there is no `=` (section 2.2). */
export const dataElement = (name: string, data: Uint8Array, xmlns?: string): XmlElement =>
  xml(name, { xmlns }, data.length === 0 ? undefined : encodeBase64(data));

/** The bytes in an element; `undefined` for text that is no base64. */
export const readData = (el: Element): Uint8Array | undefined => decodeBase64(el.getText().trim());

/** The bytes in a child; `absent` without such a child, `malformed` for text that is no base64. */
export function readChildData(el: Element, name: string): Uint8Array | 'absent' | 'malformed' {
  const child = el.getChild(name, NS_SASL2);
  return child === undefined ? 'absent' : (readData(child) ?? 'malformed');
}

/** The trimmed text of the first child `name`; `undefined` without one, or with an empty one. */
export function readChildText(el: Element, name: string): string | undefined {
  const text = el.getChild(name, NS_SASL2)?.getText().trim();
  return text === '' ? undefined : text;
}
