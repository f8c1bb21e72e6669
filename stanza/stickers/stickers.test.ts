import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import * as fc from 'fast-check';
import { parse } from '../core/index.js';
import { readInlineStickers } from './inline.js';
import {
  isWholePack,
  readStickerPack,
  stickerPackElement,
  stickerPackHash,
  stickerPackId,
  type StickerPack,
} from './stickers.js';

const { pack } = fixtureJson<{ pack: StickerPack }>('stickers/pack');

describe('a pack of stickers', () => {
  it('is read as in XEP-0449', () => {
    const item = fixture('stickers/pack');
    const el = item.getChildElements()[0];
    expect(el && readStickerPack(el)).toEqual(pack);
    expect(stickerPackId(pack)).toBe(item.attrs['id']);
    expect(readStickerPack(item)).toBeUndefined();
  });

  it('reads back as it was built, and keeps its name', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const texts = fc.array(fc.record({ text, lang: fc.constantFrom('en', 'de') }));
    const file = fc.record({
      desc: text,
      mediaType: fc.constant('image/png'),
      hashes: fc.array(
        fc.record({ algo: fc.constant('sha-256'), value: fc.base64String({ minLength: 4 }) }),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      thumbnails: fc.constant([]),
    });
    const sticker = fc.record({ file, urls: fc.array(fc.webUrl()), suggestions: fc.array(text) });
    const packs = fc.record(
      {
        names: texts,
        summaries: texts,
        stickers: fc.array(sticker),
        isRestricted: fc.constant(true as const),
      },
      { requiredKeys: ['names', 'summaries', 'stickers'] },
    );
    fc.assert(
      fc.property(packs, (one) => {
        const hash = stickerPackHash(one);
        const read = readStickerPack(parse(stickerPackElement(one).toString()));
        expect(read).toEqual({ ...one, hash });
        expect(isWholePack({ ...one, hash }, stickerPackId(one))).toBe(true);
        const turned = { ...one, stickers: [...one.stickers].reverse() };
        expect(stickerPackHash(turned)).toEqual(hash);
      }),
      { numRuns: 60 },
    );
  });

  it('has no language of the stanza that it came in', () => {
    // ejabberd 23.01 writes one on every answer.
    const event = fixture('stickers/event', { 'xml:lang': 'en' });
    const item = event.getChild('event')?.getChild('items')?.getChildElements()[0];
    const el = item?.getChildElements()[0];
    const read = el && readStickerPack(el);
    expect(
      read &&
        isWholePack(read, fixtureJson<{ content: { id: string } }>('stickers/event').content.id),
    ).toBe(true);
  });

  it('is not the one of that name when it was changed', () => {
    const whole = { ...pack, hash: stickerPackHash(pack) };
    const id = stickerPackId(whole);
    expect(isWholePack(whole, id)).toBe(true);
    expect(isWholePack(whole, 'other')).toBe(false);
    expect(isWholePack({ ...whole, stickers: whole.stickers.slice(1) }, id)).toBe(false);
    expect(isWholePack({ ...whole, hash: { algo: 'md5', value: id } }, id)).toBe(false);
    expect(stickerPackHash(pack, 'sha-512').value).toHaveLength(88);
  });

  it('has stickers with a hash only', () => {
    const el = parse(
      "<pack xmlns='urn:xmpp:stickers:0'><item/><item><file xmlns='urn:xmpp:file:metadata:0'/></item></pack>",
    );
    expect(readStickerPack(el)).toEqual({ names: [], summaries: [], stickers: [] });
  });
});

describe('pictures in the text of a message', () => {
  const html = (inner: string) =>
    parse(
      `<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>${inner}</body></html>`,
    );
  const img = (hash: string) => `<img src='cid:sha1+${hash}@bob.xmpp.org'/>`;

  it('are named as in XEP-0231', () => {
    const { cids } = fixtureJson<{ cids: string[] }>('stickers/inline');
    const el = fixture('stickers/inline').getChild('html');
    expect(el && readInlineStickers(el)).toEqual(cids);
  });

  it('are each told once, and only bits of binary', () => {
    const odd =
      "<img/><img src='https://a.example/'/><img src='sha1+ab@bob.xmpp.org'/><a src='cid:x'/>";
    const other = img('ab').replace('<img', "<img xmlns='urn:x'");
    expect(readInlineStickers(html(odd + other))).toEqual([]);
    expect(readInlineStickers(html(`<p>${img('ab')}</p>${img('ab')}${img('cd')}`))).toEqual([
      'sha1+ab@bob.xmpp.org',
      'sha1+cd@bob.xmpp.org',
    ]);
  });

  it('are bounded in number and depth', () => {
    const many = Array.from({ length: 20 }, (_, at) => img(at.toString(16).padStart(2, '0')));
    expect(readInlineStickers(html(many.join('')))).toHaveLength(8);
    const deep = '<p>'.repeat(40) + img('ab') + '</p>'.repeat(40);
    expect(readInlineStickers(html(deep))).toEqual([]);
    expect(readInlineStickers(html('<p/>'.repeat(2000) + img('ab')))).toEqual([]);
  });
});
