import { NS_BANNER, bannerElement, readBanner } from '@xec/stanza';
import { avatarMetadataSchema } from '../avatar/index.js';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

const room = pepRoom({
  name: 'BannerMetadata',
  room: 'banner',
  publish: 'Banner/Set',
  node: NS_BANNER,
  namespaces: [],
  content: avatarMetadataSchema,
  read: readBanner,
  write: bannerElement,
});

/** Publishes the own banner, which is at its `url`. Answers with `banner_set_handle`. */
export const SetBanner = room.Publish;
/** Takes it away. Answers with `banner_retract_handle`. */
export const RetractBanner = room.Retract;
/** Asks for somebody's. Answers with `banner_get_handle`. */
export const GetBanner = room.Get;
/** Hears of banners: `bannermetadata`. */
export const BannerPublished = room.Event;
/** Banners as Movim has them: publishes the own one, and hears of those whose presence we see. */
export const banner = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
