import { rasterImageType, type RasterImageType } from '@xec/stanza';

/** Bytes that somebody published as a picture, with what they are: `type` only where they are one. */
export function pictureOf({ base64 }: { readonly base64: string }): {
  base64: string;
  type?: RasterImageType;
} {
  const type = rasterImageType(base64);
  return { base64, ...(type !== undefined && { type }) };
}
