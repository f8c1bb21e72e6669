import type { RoomPackets } from '../core/packet/packet.js';
import { avatarMetadataSchema } from '../avatar/index.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

export const packets = {
  /** The banner of `from`; without pictures they have none any more. */
  bannermetadata: pepItem(avatarMetadataSchema),
  /** `from` took it away. */
  bannermetadata_retract: pepPlace,
  /** Ours is published. */
  banner_set_handle: pepDone,
  /** Ours is gone. */
  banner_retract_handle: pepDone,
  /** What `from` published. */
  banner_get_handle: pepItems(avatarMetadataSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Banner/Set' | 'Banner/Retract' | 'Banner/Get'
  > {}
}
