/**
 * Banners, the wide pictures that Movim shows above somebody's profile. They are in no specification:
 * their node holds metadata like that of an avatar (XEP-0084), with the picture at its `url`.
 */
import {
  NS_AVATAR_METADATA,
  avatarMetadataElement,
  readAvatarMetadata,
  type AvatarMetadata,
} from '../avatar/index.js';
import type { Element, XmlElement } from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_BANNER = 'urn:xmpp:movim-banner:0';

/** `<metadata/>` of a banner. */
export const bannerElement = (banner: AvatarMetadata): XmlElement =>
  avatarMetadataElement(banner, NS_BANNER);

/** Reads the metadata of a banner, in its own namespace or that of avatars; `undefined` for another element. */
export const readBanner = (el: Element): AvatarMetadata | undefined =>
  readAvatarMetadata(el, NS_BANNER) ?? readAvatarMetadata(el, NS_AVATAR_METADATA);
