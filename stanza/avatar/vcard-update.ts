/**
 * XEP-0153: vCard-Based Avatars, version 1.1.1 (2024-06-10), for those who have no other.
 * https://xmpp.org/extensions/xep-0153.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_VCARD_UPDATE = 'vcard-temp:x:update';

/**
 * `<x/>` of our presence: the SHA-1 of the photo in the own vCard (section 3.1), `''` where there is none,
 * and nothing said of it while it is not known (section 4.1).
 */
export const vcardUpdateElement = (hash?: string): XmlElement =>
  xml('x', { xmlns: NS_VCARD_UPDATE }, hash !== undefined && xml('photo', {}, hash));

/**
 * Reads the `<x/>` of a presence.
 *
 * @returns the SHA-1 of the photo in the sender's vCard; `''` where they have none; `undefined` where
 * they are not ready to say (section 4.3), and for another element.
 */
export function readVcardUpdate(el: Element): string | undefined {
  if (!el.is('x', NS_VCARD_UPDATE)) return undefined;
  const hash = el.getChild('photo', NS_VCARD_UPDATE)?.getText().trim().toLowerCase();
  return hash === undefined || hash === '' || /^[0-9a-f]{40}$/.test(hash) ? hash : undefined;
}
