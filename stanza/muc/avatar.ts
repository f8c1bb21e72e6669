/**
 * XEP-0486: MUC Avatars, version 0.1.0 (2024-03-10). https://xmpp.org/extensions/xep-0486.html
 *
 * The picture itself is in the room's vCard (XEP-0054).
 */
import { childText, type Element } from '../core/index.js';

export const NS_PHOTO_UPDATE = 'vcard-temp:x:update';

/** What `<x/>` in presence of the room itself says: the hash of its picture, or that it has none. */
export function readRoomAvatar(x: Element): { readonly hash?: string } | undefined {
  const photo = childText(x, 'photo', NS_PHOTO_UPDATE)?.trim().toLowerCase();
  if (photo === undefined) return undefined;
  if (photo === '') return {};
  return /^[\da-f]{40}$/.test(photo) ? { hash: photo } : undefined;
}
