import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { bannerElement, readBanner } from './banner.js';

const infos = [{ id: 'a', type: 'image/jpeg', bytes: 1, url: 'https://a.example/b.jpeg' }];

describe('a banner', () => {
  it('is read as it was written, and in the namespace of avatars', () => {
    const text = bannerElement({ infos }).toString();
    expect(readBanner(parse(text))).toEqual({ infos });
    expect(readBanner(parse(text.replace('movim-banner:0', 'avatar:metadata')))).toEqual({ infos });
    expect(readBanner(parse("<metadata xmlns='urn:x'/>"))).toBeUndefined();
  });
});
