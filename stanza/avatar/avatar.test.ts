import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import {
  avatarDataElement,
  makeAvatar,
  readAvatarData,
  readAvatarMetadata,
  readVcardUpdate,
} from './index.js';

const hash = '0123456789abcdef0123456789abcdef01234567';

describe('the metadata of an avatar', () => {
  it.each([
    ["<info id='a' type='image/png'/>", []],
    ["<info id='a' bytes='1'/>", []],
    ["<info type='image/png' bytes='1'/>", []],
    ["<info xmlns='urn:x' id='a' type='image/png' bytes='1'/>", []],
    [
      "<info id='a' type='image/png' bytes='1' width='-1' url='javascript:alert(1)'/>",
      [{ id: 'a', type: 'image/png', bytes: 1 }],
    ],
  ])('leaves out what cannot be told: %s', (inside, infos) => {
    const el = parse(`<metadata xmlns='urn:xmpp:avatar:metadata'>${inside}</metadata>`);
    expect(readAvatarMetadata(el)).toEqual({ infos });
  });
});

describe('an avatar', () => {
  it('is read as it was written, under the hash of its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const { data, info } = makeAvatar(bytes, { type: 'image/png' });
        expect(info.bytes).toBe(bytes.length);
        const el = parse(avatarDataElement(data).toString());
        expect(readAvatarData(el, info.id)).toEqual(data);
        expect(readAvatarData(el, info.id.toUpperCase())).toEqual(data);
        expect(readAvatarData(el, hash)).toBeUndefined();
      }),
    );
  });

  it('is none that is no base64, or something else', () => {
    const { info } = makeAvatar(Uint8Array.of(1), { type: 'image/png', width: 1, height: 1 });
    expect(info).toMatchObject({ width: 1, height: 1 });
    expect(readAvatarData(parse("<data xmlns='urn:xmpp:avatar:data'>*</data>"), info.id)).toBe(
      undefined,
    );
    expect(readAvatarData(parse("<data xmlns='urn:x'>AQ==</data>"), info.id)).toBeUndefined();
  });
});

describe('the photo in a presence', () => {
  it.each([
    [`<photo>${hash.toUpperCase()}</photo>`, hash],
    ['<photo/>', ''],
    ['', undefined],
    ['<photo>no hash</photo>', undefined],
  ])('is %p', (inside, expected) => {
    expect(readVcardUpdate(parse(`<x xmlns='vcard-temp:x:update'>${inside}</x>`))).toBe(expected);
  });

  it('is none in another element', () => {
    expect(readVcardUpdate(parse("<x xmlns='urn:x'><photo/></x>"))).toBeUndefined();
  });
});
