/**
 * From a file that somebody chose to a picture that can be published.
 */
import { base64Of, rasterTypeOf } from '../picture/index.js';
import type { Square } from './crop.js';

/** The avatar's side, in dots (XEP-0084 section 3.3 speaks of 64 to 256). */
export const SIDE = 256;
/**
 * No avatar has more bytes: contacts load it, and in base64 it must fit into one message to the gateway,
 * of 64 KiB.
 */
export const MOST_BYTES = 45 * 1024;
/** No file is looked at that has more. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** A picture as `Avatar/Set` takes it. */
export interface AvatarFile {
  readonly base64: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** Reads a file by its first bytes, whatever its name says; `undefined`: no picture of dots. */
export async function openPicture(file: Blob): Promise<ImageBitmap | undefined> {
  if (file.size > MOST_FILE_BYTES) return undefined;
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const type = rasterTypeOf(start);
  if (type === undefined) return undefined;
  try {
    return await createImageBitmap(file.slice(0, file.size, type));
  } catch {
    return undefined; // it begins like a picture, and is none
  }
}

/** Draws the square of a picture. What else was in the file, as where it was taken, stays behind. */
export function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, square: Square): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { left, top, side } = square;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

/** From the best to the smallest. PNG keeps what is transparent. */
const ways: readonly (readonly [type: string, quality?: number])[] = [
  ['image/png'],
  ...[0.9, 0.8, 0.65, 0.5, 0.3].map((quality) => ['image/jpeg', quality] as const),
];

/** The first of the ways that has few enough bytes; `undefined` where none has. */
export async function packed(canvas: HTMLCanvasElement): Promise<AvatarFile | undefined> {
  for (const [type, quality] of ways) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob?.type !== type || blob.size > MOST_BYTES) continue;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { base64: base64Of(bytes), type, width: canvas.width, height: canvas.height };
  }
  return undefined;
}
