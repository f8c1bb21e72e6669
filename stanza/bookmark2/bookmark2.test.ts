import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { parse, xml, type Element } from '../core/index.js';
import { readItemsAnswer } from '../pubsub/index.js';
import {
  NS_BOOKMARKS,
  NS_BOOKMARKS_0,
  bookmarkElement,
  notificationElement,
  notificationLevel,
  notificationLevels,
  readBookmark,
  readNotificationSettings,
  withNotificationLevel,
  type Bookmark,
  type NotificationSetting,
} from './index.js';

const word = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
const optional = { requiredKeys: [] };
const foreign = fc
  .tuple(fc.constantFrom('urn:x', 'bookmarks:gajim'), word)
  .map(([xmlns, text]) => xml('a', { xmlns }, xml('b', { c: text }, text)).toString());
const extensions = fc.array(foreign, { minLength: 1, maxLength: 3 });
const setting: fc.Arbitrary<NotificationSetting> = fc
  .record({
    level: fc.constantFrom(...notificationLevels),
    identity: fc.option(fc.record({ category: word, type: word }, { requiredKeys: ['category'] })),
    advanced: fc.option(extensions),
  })
  .map(({ level, identity, advanced }) => ({
    level,
    ...(identity && { identity }),
    ...(advanced && { advanced }),
  }));
const settings = fc.array(setting, { minLength: 1, maxLength: 4 });
const bookmark = fc
  .tuple(
    fc.record({ jid: fc.constantFrom('room@c.example', 'c.example'), autojoin: fc.boolean() }),
    fc.record({ name: word, nick: word, password: word, notify: settings, extensions }, optional),
    fc.boolean(),
  )
  .map(([room, more, isPinned]): Bookmark => ({
    ...room,
    ...more,
    ...(isPinned && { isPinned: true }),
  }));

describe('a bookmark', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(bookmark, (each) => {
        expect(readBookmark(parse(bookmarkElement(each).toString()), each.jid)).toEqual(each);
      }),
    );
  });

  it('is read as XEP-0402 has it', () => {
    const items = readItemsAnswer(fixture('bookmark2/items'))?.items ?? [];
    const read = items.map(({ id, payload }) => payload && readBookmark(payload, id));
    expect(read).toEqual([
      {
        ...{ jid: 'theplay@conference.shakespeare.lit', name: "The Play's the Thing" },
        ...{ autojoin: true, nick: 'JC' },
      },
      {
        ...{ jid: 'orchard@conference.shakespeare.lit', name: 'The Orcard' },
        ...{ autojoin: true, nick: 'JC' },
        extensions: ['<state xmlns="http://myclient.example/bookmark/state" minimized="true"/>'],
      },
    ]);
  });

  it('may say nothing at all', () => {
    for (const xmlns of [NS_BOOKMARKS, NS_BOOKMARKS_0]) {
      const empty = parse(`<conference xmlns='${xmlns}' name=''><nick/></conference>`);
      expect(readBookmark(empty, 'Room@C.example')).toEqual({
        jid: 'room@c.example',
        autojoin: false,
      });
    }
    toEqualXml(
      bookmarkElement({ jid: 'room@c.example', autojoin: false }),
      `<conference xmlns='${NS_BOOKMARKS}'/>`,
    );
  });

  it('may be pinned', () => {
    const el = fixture('bookmark2/pinned');
    const read = readBookmark(el, 'theplay@conference.shakespeare.lit');
    expect(read).toMatchObject({ isPinned: true });
    expect(read).not.toHaveProperty('extensions');
    if (read) toEqualXml(bookmarkElement(read), el);
  });

  it('keeps what it does not understand, and what there is once too often', () => {
    const all = [
      "<pinned xmlns='urn:xmpp:bookmarks-pinning:0'/>",
      "<pinned xmlns='urn:xmpp:bookmarks-pinning:0' by='somebody'/>",
      "<pinned xmlns='urn:example'/>",
      "<notify xmlns='urn:xmpp:notification-settings:1'><sometimes/></notify>",
      '<ours/>',
    ].join('');
    const el = parse(
      `<conference xmlns='${NS_BOOKMARKS}'><extensions>${all}</extensions></conference>`,
    );
    const read = readBookmark(el, 'room@c.example');
    expect(read).toMatchObject({ isPinned: true });
    expect(read?.extensions).toHaveLength(4);
    if (read) toEqualXml(bookmarkElement(read), el);
  });

  it.each([
    ["<conference xmlns='urn:x'/>", 'room@c.example'],
    ["<conference xmlns='storage:bookmarks'/>", 'room@c.example'],
    [`<room xmlns='${NS_BOOKMARKS}'/>`, 'room@c.example'],
    [`<conference xmlns='${NS_BOOKMARKS}'/>`, '@'],
    [`<conference xmlns='${NS_BOOKMARKS}'/>`, 'room@c.example/nick'],
  ])('is not %s at %s', (text, item) => {
    expect(readBookmark(parse(text), item)).toBeUndefined();
  });
});

describe('notification settings', () => {
  const example = (): Element => fixture('bookmark2/notify');
  const phone = { category: 'client', type: 'phone' };

  it('are read as they were written', () => {
    fc.assert(
      fc.property(settings, (each) => {
        const el = parse(notificationElement(each).toString());
        expect(readNotificationSettings(el)).toEqual(each);
      }),
    );
    expect(notificationElement(readNotificationSettings(example()) ?? [])).toBeDefined();
    toEqualXml(notificationElement(readNotificationSettings(example()) ?? []), example());
  });

  it('are those of the identity, else of its category, else of all', () => {
    const read = readNotificationSettings(example()) ?? [];
    expect(notificationLevel(read, { category: 'client', type: 'pc' })).toBe('never');
    expect(notificationLevel(read, phone)).toBe('on-mention');
    expect(notificationLevel(read, { category: 'client', type: 'web' })).toBe('always');
    expect(notificationLevel(read, { category: 'gateway', type: 'irc' })).toBe('on-mention');
    expect(notificationLevel(read, { category: 'gateway' })).toBe('on-mention');
    expect(notificationLevel([], phone)).toBeUndefined();
  });

  it('are changed for one identity, and get a fallback', () => {
    const first = withNotificationLevel([], 'never', phone);
    expect(first).toEqual([{ level: 'never', identity: phone }, { level: 'never' }]);
    const second = withNotificationLevel(first, 'always', phone);
    expect(second).toEqual([{ level: 'never' }, { level: 'always', identity: phone }]);
    expect(withNotificationLevel(second, 'on-mention')).toEqual([
      { level: 'always', identity: phone },
      { level: 'on-mention' },
    ]);
  });

  it('of others are never lost', () => {
    const level = fc.constantFrom(...notificationLevels);
    fc.assert(
      fc.property(settings, level, fc.constantFrom(phone, undefined), (all, next, identity) => {
        const changed = withNotificationLevel(all, next, identity);
        const finer = (list: readonly NotificationSetting[]) =>
          list.flatMap(({ advanced }) => advanced ?? []).sort();
        expect(finer(changed)).toEqual(finer(all));
        expect(notificationLevel(changed, identity ?? { category: 'none at all' })).toBe(next);
      }),
    );
  });

  it.each([
    "<notify xmlns='urn:xmpp:notification-settings:0'><never/></notify>",
    "<mute xmlns='urn:xmpp:notification-settings:1'><never/></mute>",
    "<notify xmlns='urn:xmpp:notification-settings:1'/>",
    "<notify xmlns='urn:xmpp:notification-settings:1'><never xmlns='urn:x'/></notify>",
    "<notify xmlns='urn:xmpp:notification-settings:1'><never identity-type='pc'/></notify>",
  ])('are not said by %s', (text) => {
    expect(readNotificationSettings(parse(text))).toBeUndefined();
  });
});
