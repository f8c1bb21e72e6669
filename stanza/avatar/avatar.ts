/**
 * XEP-0084: User Avatar, version 1.1.4 (2019-09-20).
 * https://xmpp.org/extensions/xep-0084.html
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64, xml, type Element, type XmlElement } from '../core/index.js';

/** The namespace of pictures, and their node at the account. */
export const NS_AVATAR_DATA = 'urn:xmpp:avatar:data';
/** The namespace of what is known of pictures, and its node at the account. */
export const NS_AVATAR_METADATA = 'urn:xmpp:avatar:metadata';

/** The most bytes of a picture that are read. */
export const MAX_AVATAR_BYTES = 1_048_576;

/** What is known of a picture (section 4.2.1). All of it is a claim of its publisher. */
export interface AvatarInfo {
  /** The SHA-1 of the bytes, in lower case hexadecimals: the id of the item that has them. */
  readonly id: string;
  /** A media type. */
  readonly type: string;
  /** How many bytes it has. */
  readonly bytes: number;
  /** In pixels. */
  readonly width?: number;
  /** In pixels. */
  readonly height?: number;
  /** Where it also is: http or https. */
  readonly url?: string;
}

/** The pictures of somebody, the same in several formats; none: they have none any more. */
export interface AvatarMetadata {
  readonly infos: readonly AvatarInfo[];
}

/** A picture. */
export interface AvatarData {
  /** Its bytes in base64, without white space. */
  readonly base64: string;
}

/** `<metadata/>`, also in the namespace of another kind of picture. */
export const avatarMetadataElement = (
  { infos }: AvatarMetadata,
  xmlns: string = NS_AVATAR_METADATA,
): XmlElement =>
  xml(
    'metadata',
    { xmlns },
    infos.map((info) => xml('info', { ...info })),
  );

/** Reads a `<metadata/>`; `undefined` for another element. Pictures that cannot be told are left out. */
export function readAvatarMetadata(
  el: Element,
  xmlns: string = NS_AVATAR_METADATA,
): AvatarMetadata | undefined {
  if (!el.is('metadata', xmlns)) return undefined;
  return { infos: el.getChildren('info', xmlns).flatMap((info) => readInfo(info) ?? []) };
}

function readInfo({ attrs }: Element): AvatarInfo | undefined {
  // Attributes are strings.
  const { id, type, bytes, width, height, url } = attrs as Readonly<
    Record<string, string | undefined>
  >;
  const size = pixels(bytes);
  if (id === undefined || id === '' || type === undefined || type === '' || size === undefined) {
    return undefined;
  }
  const [wide, high] = [pixels(width), pixels(height)];
  return {
    id,
    type,
    bytes: size,
    ...(wide !== undefined && { width: wide }),
    ...(high !== undefined && { height: high }),
    ...(url !== undefined && /^https?:\/\//i.test(url) && { url }),
  };
}

const pixels = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** `<data/>`. */
export const avatarDataElement = ({ base64 }: AvatarData): XmlElement =>
  xml('data', { xmlns: NS_AVATAR_DATA }, base64);

/**
 * Reads the `<data/>` of the item `id`.
 *
 * @returns `undefined` for another element, for more than {@link MAX_AVATAR_BYTES}, and for bytes that
 * do not hash to `id` (section 4.2.1): nothing is kept under a name that is not its own.
 */
export function readAvatarData(el: Element, id: string): AvatarData | undefined {
  if (!el.is('data', NS_AVATAR_DATA)) return undefined;
  const text = el.getText();
  if (text.length > MAX_AVATAR_BYTES * 2) return undefined;
  const base64 = text.replace(/\s/g, '');
  return avatarId(base64) === id.toLowerCase() ? { base64 } : undefined;
}

/** The id of a picture in base64: the SHA-1 of its bytes; `undefined` where it is no base64. */
export function avatarId(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  if (bytes === undefined || bytes.length > MAX_AVATAR_BYTES) return undefined;
  return bytesToHex(sha1(bytes));
}

/** The data and metadata of a picture. */
export function makeAvatar(
  bytes: Uint8Array,
  { type, width, height }: { type: string; width?: number; height?: number },
): { data: AvatarData; info: AvatarInfo } {
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  return {
    data: { base64: encodeBase64(bytes) },
    info: { id: bytesToHex(sha1(bytes)), type, bytes: bytes.length, ...size },
  };
}
