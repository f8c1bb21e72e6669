import { describe, expect, it } from '@jest/globals';
import { base64Of, bytesOf, rasterTypeOf } from './raster.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('rule 62: a picture', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0....', 'image/jpeg'],
    ['GIF89a....', 'image/gif'],
    ['RIFF1234WEBPVP8 ', 'image/webp'],
    ['1234ftypavif....', 'image/avif'],
  ])('is what its bytes say: %j', (start, type) => {
    expect(rasterTypeOf(bytes(start))).toBe(type);
  });

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', 'BM', '', ' GIF89a', '%PDF-1.7'])(
    'is none of dots when it begins with %j',
    (start) => {
      expect(rasterTypeOf(bytes(start))).toBeUndefined();
    },
  );

  it('comes back from base64 as it was', () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(bytesOf(base64Of(all))).toEqual(all);
    expect(bytesOf('AA==\n')).toEqual(Uint8Array.of(0));
    expect(bytesOf('?')).toBeUndefined();
  });
});
