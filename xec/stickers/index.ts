import { NS_STICKERS } from '@xec/stanza';
import { bob } from '../bob/index.js';
import { feature } from '../core/index.js';
import {
  GetStickerPacks,
  PublishStickerPack,
  RemoveStickerPack,
  StickerPackPublished,
} from './packs.js';
import { packets } from './packets.js';
import { StickerReceived } from './sticker.payload.js';

export {
  GetStickerPacks,
  PublishStickerPack,
  RemoveStickerPack,
  StickerPackPublished,
  StickerReceived,
};
export { stickerPackSchema } from './schema.js';

/** Stickers (XEP-0449): packs of them, and those in the text of messages (XEP-0231). */
export const stickers = feature({
  name: 'stickers',
  xeps: [
    { xep: '0449', version: '0.2.0', since: '0.1.0' },
    { xep: '0231', version: '1.1', since: '0.1.0' },
  ],
  namespaces: [NS_STICKERS, `${NS_STICKERS}+notify`],
  packets,
  actions: [PublishStickerPack, RemoveStickerPack, GetStickerPacks],
  payloads: [StickerPackPublished, StickerReceived],
  requires: [bob], // what is not known is asked for
});
