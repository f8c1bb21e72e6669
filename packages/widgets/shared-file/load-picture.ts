/**
 * Pictures that messages point to. They are fetched as bytes and drawn, never loaded as images: so only
 * pictures of dots are shown (by how they begin, whatever anybody says), and the page's security policy
 * stays closed for images of others.
 */
import type { ChatFile } from '@xec/state';
import { rasterTypeOf } from '../picture/raster.js';

/** Larger ones are not shown, in bytes. */
const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
/** What is longer under way is given up. */
const PATIENCE_MS = 30_000;

/** Whether its sender says that it is a picture of dots, by its type or its name. */
export function isPicture({ url, name, mediaType, size = 0 }: ChatFile): boolean {
  if (size > MAX_PICTURE_BYTES) return false;
  if (mediaType !== undefined) return /^image\/(?:png|jpeg|gif|webp|avif)$/i.test(mediaType);
  return /\.(?:png|jpe?g|gif|webp|avif)$/i.test(name ?? new URL(url).pathname);
}

/**
 * Fetches a picture: without cookies, without saying where from, and from nowhere else than said.
 *
 * @throws Error where it is not there, too large, or no picture of dots
 */
export async function loadPicture(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, {
    ...{ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok || response.body === null)
    throw new Error(`expected it, got ${response.status}`);
  const bytes = await bounded(response.body);
  if (rasterTypeOf(bytes) === undefined) throw new Error('expected a picture of dots');
  return bytes;
}

async function bounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MAX_PICTURE_BYTES) {
      await reader.cancel();
      throw new Error(`expected at most ${MAX_PICTURE_BYTES} bytes`);
    }
    pieces.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
