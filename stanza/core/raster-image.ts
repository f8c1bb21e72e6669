import { decodeBase64 } from './base64.js';

/** Pictures of dots: what they show cannot run, nor lead elsewhere. */
export type RasterImageType =
  'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** How each begins, `.` for any byte: PNG 1.2 section 3.1, JFIF, GIF89a, RFC 9649, AVIF section 6.3. */
const beginnings: readonly (readonly [RasterImageType, string])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF....WEBP'],
  ['image/avif', '....ftypavif'],
];
/** Base64 of the longest of them: a picture need not be decoded to be told. */
const ENOUGH = 16;

/**
 * What a picture is by its first bytes, whatever its sender says that it is; `undefined` for all that is
 * no picture of dots, SVG among it.
 */
export function rasterImageType(base64: string): RasterImageType | undefined {
  const bytes = decodeBase64(base64.slice(0, ENOUGH));
  if (bytes === undefined) return undefined;
  const text = String.fromCharCode(...bytes);
  return beginnings.find(([, beginning]) => begins(text, beginning))?.[0];
}

const begins = (text: string, beginning: string): boolean =>
  text.length >= beginning.length &&
  [...beginning].every((sign, at) => sign === '.' || sign === text[at]);
