/**
 * XEP-0449: Stickers, version 0.2.0 (2026-05-01): packs of them. What a message says of one is in
 * `message`. https://xmpp.org/extensions/xep-0449.html
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import {
  joinEnded,
  joinSorted,
  separators,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import {
  NS_FILE_METADATA,
  NS_FILE_SHARING,
  NS_URL_DATA,
  fileMetadataElement,
  readFileMetadata,
  type FileMetadata,
} from '../file-sharing/index.js';
import { hashElement, makeHash, readHashes, type Hash } from '../hashes/index.js';
import { NS_STICKERS, type LanguageText } from '../message/index.js';
import type { NodeOptions } from '../pubsub/index.js';

/** How many stickers of a pack are read. */
const MAX_STICKERS = 512;
/** The first characters of its hash name a pack: 144 bits (section 4.2). */
const ID_LENGTH = 24;

const { file, group, record, unit } = separators;

/** A sticker of a pack. */
export interface PackedSticker {
  /** Its `desc` is an emoji, the body of messages with it. */
  readonly file: FileMetadata;
  readonly urls: readonly string[];
  /** Words after which it may be offered. */
  readonly suggestions: readonly string[];
}

/** A pack of stickers, an item of a node of that namespace. */
export interface StickerPack {
  readonly names: readonly LanguageText[];
  readonly summaries: readonly LanguageText[];
  readonly stickers: readonly PackedSticker[];
  /** Nobody else is to use it: it is not offered for import. */
  readonly isRestricted?: true;
  /** What its id is made of. */
  readonly hash?: Hash;
}

/**
 * How the node of packs must be set up: for all, many of them, and none is sent to who comes online: packs
 * are large.
 */
export const stickerOptions: NodeOptions = {
  persist_items: true,
  max_items: 'max',
  send_last_published_item: 'never',
  access_model: 'open',
};

/** `<pack/>`, with its hash in SHA-256 where it has none (section 4). */
export const stickerPackElement = (pack: StickerPack): XmlElement =>
  xml(
    'pack',
    { xmlns: NS_STICKERS },
    pack.names.map(({ text, lang }) => xml('name', { 'xml:lang': lang }, text)),
    pack.summaries.map(({ text, lang }) => xml('summary', { 'xml:lang': lang }, text)),
    pack.stickers.map(stickerItem),
    pack.isRestricted === true && xml('restricted'),
    hashElement(pack.hash ?? stickerPackHash(pack)),
  );

const stickerItem = ({ file, urls, suggestions }: PackedSticker): XmlElement =>
  xml(
    'item',
    {},
    fileMetadataElement(file),
    xml(
      'sources',
      { xmlns: NS_FILE_SHARING },
      urls.map((target) => xml('url-data', { xmlns: NS_URL_DATA, target })),
    ),
    suggestions.map((suggestion) => xml('suggest', {}, suggestion)),
  );

/**
 * Reads a `<pack/>`; stickers without a hash, which they must have, are left out.
 *
 * Does not compare its hash: {@link isWholePack} does.
 */
export function readStickerPack(el: Element): StickerPack | undefined {
  if (!el.is('pack', NS_STICKERS)) return undefined;
  const [hash] = readHashes(el);
  return {
    names: textsOf(el, 'name'),
    summaries: textsOf(el, 'summary'),
    stickers: el.getChildren('item', NS_STICKERS).slice(0, MAX_STICKERS).flatMap(readSticker),
    ...(el.getChild('restricted', NS_STICKERS) && { isRestricted: true }),
    ...(hash !== undefined && { hash }),
  };
}

/** The language is that of the element itself: the hash has it, and no language of the stanza around it. */
const textsOf = (el: Element, name: string): LanguageText[] =>
  el.getChildren(name, NS_STICKERS).map((child) => {
    const lang: unknown = child.attrs['xml:lang'];
    return { text: child.getText(), ...(typeof lang === 'string' && { lang }) };
  });

function readSticker(item: Element): PackedSticker[] {
  const el = item.getChild('file', NS_FILE_METADATA);
  const file = el && readFileMetadata(el);
  if (file === undefined || file.hashes.length === 0) return [];
  const sources = item.getChild('sources', NS_FILE_SHARING)?.getChildren('url-data', NS_URL_DATA);
  const urls = (sources ?? [])
    .map(({ attrs }) => attrs['target'] as string | undefined) // attributes are strings
    .filter((url): url is string => url !== undefined && /^https?:/i.test(url));
  const suggestions = item.getChildren('suggest', NS_STICKERS).map((child) => child.getText());
  return [{ file, urls, suggestions }];
}

/** The item of a pack's node: made of its hash (section 4.2). */
export const stickerPackId = (pack: StickerPack): string =>
  (pack.hash ?? stickerPackHash(pack)).value.slice(0, ID_LENGTH);

/** Whether a pack under that id is the one that the id was made of: nobody changed a sticker. */
export function isWholePack(pack: StickerPack, id: string): boolean {
  const { hash } = pack;
  if (hash === undefined || (hash.algo !== 'sha-256' && hash.algo !== 'sha-512')) return false;
  return stickerPackHash(pack, hash.algo).value === hash.value && stickerPackId(pack) === id;
}

/** The hash of what matters of a pack (section 4.2). */
export function stickerPackHash(
  { names, summaries, stickers }: StickerPack,
  algo: 'sha-256' | 'sha-512' = 'sha-256',
): Hash {
  const text = (name: string) => (one: LanguageText) =>
    joinEnded([name, one.lang ?? '', one.text], unit) + record;
  const meta = joinSorted([...names.map(text('name')), ...summaries.map(text('summary'))]) + file;
  const hash = (one: Hash) => joinEnded([one.algo, one.value], unit) + record;
  const item = (one: PackedSticker) =>
    (one.file.desc ?? '') + record + joinSorted(one.file.hashes.map(hash)) + group;
  return makeHash(utf8ToBytes(meta + joinSorted(stickers.map(item)) + file), algo);
}
