/**
 * XEP-0421: Occupant identifiers for semi-anonymous MUCs, version 1.0.1 (2025-04-09).
 * https://xmpp.org/extensions/xep-0421.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_OCCUPANT_ID = 'urn:xmpp:occupant-id:0';

/** "MUST have a maximum length of 128 characters" (section 5). */
const MAX_LENGTH = 128;

/** `<occupant-id/>`, as a room puts it into presence and messages of an occupant (section 3). */
export const occupantIdElement = (id: string): XmlElement =>
  xml('occupant-id', { xmlns: NS_OCCUPANT_ID, id });

/**
 * The id that a stanza from a room has of its sender; opaque. A claim: it counts only in rooms that
 * announce {@link NS_OCCUPANT_ID} (section 4).
 */
export function readOccupantId(stanza: Element): string | undefined {
  const id: unknown = stanza.getChild('occupant-id', NS_OCCUPANT_ID)?.attrs['id'];
  return typeof id === 'string' && id !== '' && id.length <= MAX_LENGTH ? id : undefined;
}
