/**
 * XEP-0115: Entity Capabilities, version 1.6.0 (2022-03-08).
 * https://xmpp.org/extensions/xep-0115.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_CAPS = 'http://jabber.org/protocol/caps';

/** What an entity's presence says of its capabilities (section 4). */
export interface Caps {
  /** Names the software; a URI. */
  readonly node: string;
  /** The verification string: the base64 of a hash. */
  readonly ver: string;
  /** The hash function, as IANA names it: `sha-1`. */
  readonly hash: string;
}

/** `<c/>`, a child of presence and of stream features (sections 6.1 and 6.3). */
export const capsElement = ({ node, ver, hash }: Caps): XmlElement =>
  xml('c', { xmlns: NS_CAPS, hash, node, ver });

/**
 * Reads a `<c/>`.
 *
 * @returns `undefined` where an attribute is missing or empty. Without `hash` it is in the legacy
 * format, whose `ver` is no hash and proves nothing: "ignore the 'ver'" (section 5.4).
 */
export function readCaps(c: Element): Caps | undefined {
  const { node, ver, hash } = c.attrs as Readonly<Record<string, unknown>>;
  if (typeof node !== 'string' || node === '') return undefined;
  if (typeof ver !== 'string' || ver === '') return undefined;
  if (typeof hash !== 'string' || hash === '') return undefined;
  return { node, ver, hash };
}

/** The disco#info node that stands for announced capabilities (section 6.2). */
export const capsNode = ({ node, ver }: Pick<Caps, 'node' | 'ver'>): string => `${node}#${ver}`;
