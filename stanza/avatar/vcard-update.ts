/**
 * XEP-0153: vCard-Based Avatars, version 1.1.1 (2024-06-10): read, for those who have no other.
 * https://xmpp.org/extensions/xep-0153.html
 */
import type { Element } from '../core/index.js';

export const NS_VCARD_UPDATE = 'vcard-temp:x:update';

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
