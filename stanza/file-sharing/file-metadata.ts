/**
 * XEP-0446: File metadata element, version 0.2.0 (2022-07-17).
 * https://xmpp.org/extensions/xep-0446.html
 */
import { formatDateTime, readDateTime, xml, type Element, type XmlElement } from '../core/index.js';
import { hashElement, readHashes, type Hash } from '../hashes/index.js';

export const NS_FILE_METADATA = 'urn:xmpp:file:metadata:0';
export const NS_THUMBNAILS = 'urn:xmpp:thumbs:1';

/** A small picture of a file (XEP-0264). */
export interface Thumbnail {
  /** `cid:…` of bits of binary, or an address. */
  readonly uri: string;
  readonly type?: string;
  readonly width?: number;
  readonly height?: number;
}

/** What is said of a file. All of it is its sender's word. */
export interface FileMetadata {
  readonly mediaType?: string;
  readonly name?: string;
  /** In bytes. */
  readonly size?: number;
  /** When it was changed last; XEP-0082. */
  readonly date?: string;
  readonly desc?: string;
  readonly width?: number;
  readonly height?: number;
  /** Of a sound or film, in milliseconds. */
  readonly lengthMs?: number;
  readonly hashes: readonly Hash[];
  readonly thumbnails: readonly Thumbnail[];
}

/** The children of `<file/>`; those of Jingle's are called the same. */
export const fileMetadataChildren = (file: FileMetadata): XmlElement[] => {
  const child = (name: string, value: string | number | undefined): XmlElement[] =>
    value === undefined ? [] : [xml(name, {}, value)];
  return [
    ...child('media-type', file.mediaType),
    ...child('name', file.name),
    ...child('size', file.size),
    ...child('date', file.date),
    ...child('desc', file.desc),
    ...child('width', file.width),
    ...child('height', file.height),
    ...child('length', file.lengthMs),
    ...file.hashes.map(hashElement),
    ...file.thumbnails.map(({ uri, type, width, height }) =>
      xml('thumbnail', { xmlns: NS_THUMBNAILS, uri, 'media-type': type, width, height }),
    ),
  ];
};

/** `<file/>` (section 3). */
export const fileMetadataElement = (file: FileMetadata): XmlElement =>
  xml('file', { xmlns: NS_FILE_METADATA }, fileMetadataChildren(file));

/** Reads a `<file/>`, this one or one of Jingle; numbers that are none are left out. */
export function readFileMetadata(el: Element): FileMetadata {
  const text = (name: string): string | undefined => el.getChild(name, el.getNS())?.getText();
  const date = readDateTime(text('date')?.trim() ?? '');
  // Stickers write both sides in one element.
  const [, width, height] = /^(\d{1,9})x(\d{1,9})$/.exec(text('dimensions')?.trim() ?? '') ?? [];
  return {
    ...given('mediaType', text('media-type')),
    ...given('name', text('name')),
    ...given('size', count(text('size'))),
    ...(date !== undefined && { date: formatDateTime(date) }),
    ...given('desc', text('desc')),
    ...given('width', count(text('width') ?? width)),
    ...given('height', count(text('height') ?? height)),
    ...given('lengthMs', count(text('length'))),
    hashes: readHashes(el),
    thumbnails: el.getChildren('thumbnail', NS_THUMBNAILS).slice(0, 8).flatMap(readThumbnail),
  };
}

function readThumbnail({ attrs }: Element): Thumbnail[] {
  const { uri, width, height } = attrs as Readonly<Record<string, string | undefined>>; // strings
  if (uri === undefined || uri === '') return [];
  const thumbnail = {
    uri,
    ...given('type', attrs['media-type'] as string | undefined), // as above
    ...given('width', count(width)),
    ...given('height', count(height)),
  };
  return [thumbnail];
}

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;

const given = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined ? {} : ({ [key]: value } as Record<K, T>);
