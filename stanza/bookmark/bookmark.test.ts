import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { parse, xml } from '../core/index.js';
import { publishItem, readItemsAnswer } from '../pubsub/index.js';
import { privateOptions, readPrivate } from '../storage/storage.js';
import { bookmarkStorageElement, isWebUrl, readBookmarkStorage } from './bookmark.js';
import { convertedBookmarks, readConvertedBookmarks } from './converted.js';

const none = { rooms: [], urls: [], subscriptions: [] };
const play = {
  ...{ jid: 'theplay@conference.shakespeare.lit', name: "The Play's the Thing" },
  ...{ autojoin: true, nick: 'JC' },
};

describe('all bookmarks in one', () => {
  it('are read as they were written', () => {
    const word = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
    const foreign = word.map((text) => xml('a', { xmlns: 'urn:x' }, text).toString());
    const rooms = fc.record(
      {
        ...{ jid: fc.constantFrom('a@c.example', 'b@c.example'), autojoin: fc.boolean() },
        ...{ name: word, nick: word, password: word },
        extensions: fc.array(foreign, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['jid', 'autojoin'] },
    );
    const urls = fc.record({ url: fc.webUrl(), name: word }, { requiredKeys: ['url'] });
    const subscriptions = fc.record({ server: fc.constant('pubsub.example'), node: word });
    const shape = fc.record(
      {
        ...{ rooms: fc.array(rooms), urls: fc.array(urls) },
        ...{ subscriptions: fc.array(subscriptions) },
        others: fc.array(foreign, { minLength: 1 }),
      },
      { requiredKeys: ['rooms', 'urls', 'subscriptions'] },
    );
    fc.assert(
      fc.property(shape, (each) => {
        const el = parse(bookmarkStorageElement(each).toString());
        expect(readBookmarkStorage(el)).toEqual(each);
      }),
    );
  });

  it('are read as XEP-0048 has them', () => {
    expect(readBookmarkStorage(fixture('bookmark/example'))).toEqual({
      ...none,
      rooms: [
        {
          ...{ jid: 'council@conference.underhill.org', name: 'Council of Oberon' },
          ...{ autojoin: true, nick: 'Puck' },
        },
      ],
    });
    expect(readBookmarkStorage(fixture('bookmark/url'))).toEqual({
      ...none,
      urls: [
        {
          name: 'Complete Works of Shakespeare',
          url: 'http://the-tech.mit.edu/Shakespeare/',
        },
      ],
    });
    const [item] = readItemsAnswer(fixture('bookmark/items'))?.items ?? [];
    expect(item?.payload && readBookmarkStorage(item.payload)).toEqual({ ...none, rooms: [play] });
  });

  it('are published as XEP-0048 has it', () => {
    const payload = bookmarkStorageElement({ ...none, rooms: [play] });
    toEqualXml(
      publishItem({ node: 'storage:bookmarks', id: 'current', payload, options: privateOptions }),
      // Of the two ways to write a truth (XEP-0004 section 3.3) the example has the other one.
      String(fixture('bookmark/set').getChild('pubsub')).replace('>true<', '>1<'),
    );
  });

  it.each(['prosody', 'ejabberd'])('are read as %s gives them', (server) => {
    const el = readPrivate(fixture(`bookmark/private-${server}`));
    const [item] = readItemsAnswer(fixture(`bookmark/items-${server}`))?.items ?? [];
    const rooms = [
      { jid: 'old2@conference.localhost', autojoin: false },
      {
        ...{ jid: 'old1@conference.localhost', name: "Alice O'Hara & Co <dev>" },
        ...{ autojoin: true, nick: 'Alice', password: 'pw' },
      },
    ];
    // Prosody keeps them as bookmarks of XEP-0402: pages are lost.
    const expected =
      server === 'prosody'
        ? { ...none, rooms }
        : {
            ...none,
            rooms: rooms.reverse(),
            urls: [{ name: 'site', url: 'https://example.org/?a=1&b=2' }],
          };
    expect(el && readBookmarkStorage(el)).toEqual(expected);
    expect(item?.payload && readBookmarkStorage(item.payload)).toEqual(expected);
    const empty = readPrivate(fixture(`bookmark/private-empty-${server}`));
    expect(empty && readBookmarkStorage(empty)).toEqual(none);
  });

  it('keep what is not understood', () => {
    const text =
      "<storage xmlns='storage:bookmarks'><conference jid='a@c.example'>" +
      "<minimize xmlns='bookmarks:gajim'>true</minimize></conference>" +
      "<conference/><conference jid='@'/><conference jid='a@c.example/nick'/><folder/>" +
      "<url url='javascript:alert(1)'/><url/><subscription xmlns='urn:x'/></storage>";
    const read = readBookmarkStorage(parse(text));
    expect(read).toMatchObject({
      rooms: [{ extensions: ['<minimize xmlns="bookmarks:gajim">true</minimize>'] }],
      urls: [],
      subscriptions: [],
    });
    expect(read?.others).toHaveLength(7);
    if (read) toEqualXml(bookmarkStorageElement(read), text);
  });

  it('are not another element', () => {
    expect(readBookmarkStorage(parse("<storage xmlns='urn:x'/>"))).toBeUndefined();
    expect(readBookmarkStorage(parse("<bookmarks xmlns='storage:bookmarks'/>"))).toBeUndefined();
  });

  it('hold pages of the web alone', () => {
    expect(['http://a.example', 'HTTPS://a.example/b?c#d'].map(isWebUrl)).toEqual([true, true]);
    for (const url of ['', 'a.example', 'javascript:alert(1)', 'data:,', 'http://', 'http:// x']) {
      expect(isWebUrl(url)).toBe(false);
    }
  });
});

describe('what was converted', () => {
  const NS = 'https://xec.example/converted-bookmarks';

  it('is read as it is written, each room once', () => {
    const rooms = ['a@c.example', 'b@c.example'];
    toEqualXml(
      convertedBookmarks(rooms),
      `<converted xmlns='${NS}'><room jid='a@c.example'/><room jid='b@c.example'/></converted>`,
    );
    expect(readConvertedBookmarks(parse(String(convertedBookmarks(rooms))))).toEqual(rooms);
  });

  it('has no room without a JID, and is nothing else', () => {
    const rooms = "<room jid='A@c.example/x'/><room jid='a@c.example'/><room jid='@'/><room/>";
    expect(readConvertedBookmarks(parse(`<converted xmlns='${NS}'>${rooms}</converted>`))).toEqual([
      'a@c.example',
    ]);
    expect(readConvertedBookmarks(parse(`<converted xmlns='urn:x'>${rooms}</converted>`))).toEqual(
      [],
    );
  });
});
