import { describe, expect, it } from '@jest/globals';
import { encodeBase64 } from './base64.js';
import { rasterImageType } from './raster-image.js';

const base64 = (text: string): string =>
  encodeBase64(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));

describe('a picture', () => {
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/gif', 'GIF89a\x01\0'],
    ['image/gif', 'GIF87a\x01\0'],
    ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['image/avif', '\0\0\0\x20ftypavif\0\0'],
  ])('is told by its first bytes: %s', (type, text) => {
    expect(rasterImageType(base64(text))).toBe(type);
  });

  it.each([
    '',
    'x',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<!DOCTYPE html><script>',
    '\x89PNG',
    'GIF88a',
    'RIFF\x24\0\0\0WAVEfmt ',
    ' \x89PNG\r\n\x1a\n',
    'BM\x36\0',
    '%PDF-1.7',
  ])('is none: %j', (text) => {
    expect(rasterImageType(base64(text))).toBeUndefined();
  });

  it('is none where it is no base64', () => {
    expect(rasterImageType('iVBORw0KGgo!====')).toBeUndefined();
  });
});
