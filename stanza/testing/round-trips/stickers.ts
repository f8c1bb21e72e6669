import {
  readStickerPack,
  stickerPackElement,
  stickerPackHash,
  type LanguageText,
  type PackedSticker,
  type StickerPack,
} from '../../index.js';
import { shape, some, text, webUrl, words, yes } from './arbitraries.js';
import { file } from './file-sharing.js';
import { roundTrip } from './round-trip.js';

const names = some(shape<LanguageText>({ text }, { lang: words }));
const sticker = shape<PackedSticker>(
  {
    file: file.filter(({ hashes }) => hashes.length > 0),
    ...{ urls: some(webUrl), suggestions: some(text) },
  },
  {},
);

export const stickers = [
  roundTrip({
    builders: { stickerPackElement },
    readers: { readStickerPack },
    of: shape<Omit<StickerPack, 'hash'>>(
      { names, summaries: names, stickers: some(sticker) },
      { isRestricted: yes },
    ),
    build: stickerPackElement,
    read: readStickerPack,
    expected: (given) => ({ ...given, hash: stickerPackHash(given) }),
  }),
];
