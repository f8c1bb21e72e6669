/**
 * XEP-0463: MUC Affiliations Versioning, version 0.2.0 (2026-04-21).
 * https://xmpp.org/extensions/xep-0463.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_MAV = 'urn:xmpp:muc:affiliations:1';

/** From which version to which the affiliations beside it lead; opaque texts. */
export interface AffiliationVersions {
  readonly since?: string;
  readonly until?: string;
}

/** `<mav/>`, in an `<x/>` of the room's or the client's. */
export const mavElement = ({ since, until }: AffiliationVersions): XmlElement =>
  xml('mav', { xmlns: NS_MAV, since, until });

/** The versions in an `<x/>`; `undefined` where the room does not know of them. */
export function readMav(x: Element): AffiliationVersions | undefined {
  const el = x.getChild('mav', NS_MAV);
  if (el === undefined) return undefined;
  const since: unknown = el.attrs['since'];
  const until: unknown = el.attrs['until'];
  return {
    ...(typeof since === 'string' && { since }),
    ...(typeof until === 'string' && { until }),
  };
}
