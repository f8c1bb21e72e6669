import {
  NS_STICKERS,
  isWholePack,
  readStickerPack,
  stickerOptions,
  stickerPackElement,
  stickerPackId,
} from '@xec/stanza';
import { pepNode } from '../pubsub/index.js';
import { stickerPackSchema } from './schema.js';

const node = pepNode({
  name: 'StickerPack',
  publish: 'Stickers/Publish',
  retract: 'Stickers/Remove',
  get: 'Stickers/Get',
  node: NS_STICKERS,
  content: stickerPackSchema,
  // What is named by a hash has that hash: nobody changed a sticker of it (XEP-0449 section 4.2).
  read: (el, id) => {
    const pack = readStickerPack(el);
    return pack !== undefined && isWholePack(pack, id) ? pack : undefined;
  },
  write: stickerPackElement,
  idOf: stickerPackId,
  options: stickerOptions,
});

/** Publishes a pack, an own or an imported one, under the id that its hash gives it. Answers with `stickers_publish_handle`. */
export const PublishStickerPack = node.Publish;
/** Takes the pack `id` of ours away. Answers with `stickers_remove_handle`. */
export const RemoveStickerPack = node.Retract;
/** Asks for somebody's packs, or for the one that a message names. Answers with `stickers_get_handle`. */
export const GetStickerPacks = node.Get;
/** Hears of packs: `stickerpack`. */
export const StickerPackPublished = node.Event;
