/**
 * XEP-0092: Software Version, version 1.1 (2007-02-15).
 * https://xmpp.org/extensions/xep-0092.html
 */
import { childText, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_VERSION = 'jabber:iq:version';

/** Which software an entity is. A claim of the entity, for display. */
export interface SoftwareVersion {
  readonly name: string;
  readonly version: string;
  readonly os?: string;
}

/** `<query/>`, the child of an iq of type `get` (section 2). */
export const versionRequest = (): XmlElement => xml('query', { xmlns: NS_VERSION });

/** `<query/>`, the child of the answer (section 2). */
export const versionResult = ({ name, version, os }: SoftwareVersion): XmlElement =>
  xml(
    'query',
    { xmlns: NS_VERSION },
    xml('name', {}, name),
    xml('version', {}, version),
    os === undefined ? undefined : xml('os', {}, os),
  );

/**
 * Reads the answer in `iq`. Name and version are required, but some leave one out: it is empty then.
 *
 * @returns `undefined` without a query, or where it says neither
 */
export function readVersion(iq: Element): SoftwareVersion | undefined {
  const query = iq.getChild('query', NS_VERSION);
  if (query === undefined) return undefined;
  const name = childText(query, 'name', NS_VERSION) ?? '';
  const version = childText(query, 'version', NS_VERSION) ?? '';
  if (name === '' && version === '') return undefined;
  const os = childText(query, 'os', NS_VERSION);
  return { name, version, ...(os !== undefined && os !== '' && { os }) };
}
