import { isWholePack, stickerPackId, type StickerPack } from '@xec/stanza';
import * as v from 'valibot';
import { sharedFileSchema } from '../message/index.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const texts = list(v.object({ text: v.string(), lang: v.exactOptional(v.string()) }));
const { file, urls } = sharedFileSchema.entries;

/** A pack of stickers, as `readStickerPack` reads it. Without `hash` it is given one. */
export const stickerPackSchema = v.pipe(
  v.object({
    names: texts,
    summaries: texts,
    stickers: list(v.object({ file, urls, suggestions: list(v.string()) })),
    isRestricted: v.exactOptional(v.literal(true)),
    hash: v.exactOptional(v.object({ algo: v.string(), value: v.string() })),
  }),
  v.check(
    (pack) => pack.hash === undefined || isWholePack(pack, stickerPackId(pack)),
    'expected the hash of the pack, or none',
  ),
) satisfies v.GenericSchema<StickerPack>;
