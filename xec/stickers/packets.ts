import * as v from 'valibot';
import { bobCid, bobDataSchema } from '../bob/index.js';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';
import { stickerPackSchema } from './schema.js';

export const packets = {
  /** A pack of somebody's, whole: it has the hash of its name. */
  stickerpack: pepItem(stickerPackSchema),
  /** It is there no more. */
  stickerpack_retract: pepPlace,
  /** The pack is there, under that id. */
  stickers_publish_handle: pepDone,
  /** Its node is set up differently, and could not be set up anew. */
  stickers_publish_errorpreconditionnotmet: errorContent,
  /** It is gone. */
  stickers_remove_handle: pepDone,
  /** The packs that are whole. */
  stickers_get_handle: pepItems(stickerPackSchema),
  /** A picture in the message `id` of `from`; without `data` it is asked for. */
  sticker: v.object({
    from: jid,
    id: v.exactOptional(v.string()),
    cid: bobCid,
    data: v.exactOptional(bobDataSchema),
  }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Stickers/Publish' | 'Stickers/Remove' | 'Stickers/Get'
  > {}
}
