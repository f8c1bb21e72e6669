/**
 * XEP-0449: Stickers, version 0.2.0 (2026-05-01).
 * https://xmpp.org/extensions/xep-0449.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_STICKERS = 'urn:xmpp:stickers:0';

/** The file that is shared with the message is shown as a sticker; the body is an emoji for it. */
export interface Sticker {
  /** The item of the pack that it is of, in its publisher's node. */
  readonly pack?: string;
}

/** `<sticker/>` (section 3). */
export const stickerElement = ({ pack }: Sticker): XmlElement =>
  xml('sticker', { xmlns: NS_STICKERS, pack });

/** Reads the `<sticker/>` of a message. */
export function readSticker(message: Element): Sticker | undefined {
  const el = message.getChild('sticker', NS_STICKERS);
  const pack: unknown = el?.attrs['pack'];
  if (el === undefined) return undefined;
  return typeof pack === 'string' && pack !== '' ? { pack } : {};
}
