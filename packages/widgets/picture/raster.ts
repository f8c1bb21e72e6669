/**
 * Bytes that somebody says are a picture. Only pictures of dots are drawn: others can hold scripts.
 */

/** The bytes of base64; `undefined` for what is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64.replace(/\s+/g, '')), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Base64 of bytes. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export type RasterType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

const starts: readonly (readonly [RasterType, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/avif', /^[^]{4}ftypavi[fs]/],
];

/** What the bytes are, by how they begin, whatever anybody says; `undefined`: no picture of dots. */
export function rasterTypeOf(bytes: Uint8Array): RasterType | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return starts.find(([, pattern]) => pattern.test(start))?.[0];
}
