/**
 * XEP-0319: Last User Interaction in Presence, version 1.0.2 (2017-07-17).
 * https://xmpp.org/extensions/xep-0319.html
 */
import { formatDateTime, readDateTime, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_IDLE = 'urn:xmpp:idle:1';

/** `<idle/>`, a child of available presence: nobody has used the client since (section 2). */
export const idleElement = (since: Date): XmlElement =>
  xml('idle', { xmlns: NS_IDLE, since: formatDateTime(since) });

/** Since when nobody has used the sender's client; `undefined` where it is not or badly said. */
export function readIdle(presence: Element): Date | undefined {
  const since = idleSince(presence);
  return since === undefined ? undefined : readDateTime(since);
}

/** The same, as it stands there. */
export const idleSince = (presence: Element): string | undefined =>
  presence.getChild('idle', NS_IDLE)?.attrs['since'] as string | undefined; // attributes are strings
