import { describe, expect, it } from '@jest/globals';
import {
  NS_BOOKMARKS,
  NS_BOOKMARKS_COMPAT,
  NS_BOOKMARKS_COMPAT_PEP,
  NS_BOOKMARK_STORAGE,
  NS_CONVERTED_BOOKMARKS,
  NS_PUBSUB,
  convertedBookmarks,
  parse,
  readConvertedBookmarks,
  type Element,
} from '@xec/stanza';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import {
  GetOlderBookmarks,
  GetPrivateBookmarks,
  SetOlderBookmarks,
  SetPrivateBookmarks,
  SynchronizeBookmarks,
  bookmark,
} from './index.js';

const self = 'alice@localhost/bo';
const from = 'alice@localhost';
const open = (announced = ['http://jabber.org/protocol/pubsub#publish-options']) =>
  openRoom(bookmark, { self, announced });
const none = { rooms: [], urls: [], subscriptions: [] };
const old1 = {
  ...{ jid: 'old1@conference.localhost', name: "Alice O'Hara & Co <dev>" },
  ...{ autojoin: true, nick: 'Alice', password: 'pw' },
};
const old2 = { jid: 'old2@conference.localhost', autojoin: false };
const url = { name: 'site', url: 'https://example.org/?a=1&b=2' };
const all = { ...none, rooms: [old1, old2], urls: [url] };
const xmlOf = `<storage xmlns="storage:bookmarks"><conference jid="old1@conference.localhost" name="Alice O'Hara &amp; Co &lt;dev&gt;" autojoin="true"><nick>Alice</nick><password>pw</password></conference><conference jid="old2@conference.localhost"/><url name="site" url="https://example.org/?a=1&amp;b=2"/></storage>`;
const itemsOf = (node: string, inner: string): Element =>
  parse(`<pubsub xmlns='${NS_PUBSUB}'><items node='${node}'>${inner}</items></pubsub>`);

describe('bookmarks of the older node', () => {
  it('are found', async () => {
    const room = open();
    const asked = room.request(new GetOlderBookmarks({}));
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      `<pubsub xmlns='${NS_PUBSUB}'><items node='storage:bookmarks' max_items='1'/></pubsub>`,
    );
    room.answer({ from: 'evil.example' }, itemsOf(NS_BOOKMARK_STORAGE, ''));
    room.answer({ from }, fixture('bookmark/items-ejabberd').getChild('pubsub'));
    await expect(asked).resolves.toEqual({ from, items: [{ id: 'current', content: all }] });
    expect(room.keys).toEqual(['bookmark_get_handle']);
  });

  it('are stored for the owner alone', async () => {
    const room = open();
    const asked = room.request(new SetOlderBookmarks({ content: all }));
    const sent = room.sent[0]?.getChild('pubsub');
    toEqualXml(
      sent?.getChild('publish'),
      `<publish xmlns='${NS_PUBSUB}' node='storage:bookmarks'><item id='current'>${xmlOf}</item></publish>`,
    );
    expect(sent?.toString()).toContain('whitelist');
    room.answer({ from });
    await expect(asked).resolves.toEqual({ id: 'current' });
    expect(room.keys).toEqual(['bookmark_set_handle']);
  });

  it('report refusals', () => {
    const room = open();
    void room.request(new GetOlderBookmarks({}));
    room.refuse('item-not-found', { from });
    void room.request(new SetOlderBookmarks({ content: none }));
    room.refuse('forbidden', { from });
    expect(room.keys).toEqual(['bookmark_get_erroritemnotfound', 'bookmark_set_errorforbidden']);
  });

  it('hold pages of the web alone', () => {
    const urls = [{ url: 'javascript:alert(1)' }];
    expect(() => new SetOlderBookmarks({ content: { ...none, urls } })).toThrow(/HTTP/);
  });
});

describe('bookmarks of private storage', () => {
  it('are found, as ejabberd has them', async () => {
    const room = open();
    const asked = room.request(new GetPrivateBookmarks());
    toEqualXml(
      room.sent[0]?.getChild('query'),
      "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>",
    );
    room.answer({ from }, fixture('bookmark/private-ejabberd').getChild('query'));
    await expect(asked).resolves.toEqual({ content: all });
    void room.request(new GetPrivateBookmarks());
    room.answer({ from }, fixture('bookmark/private-empty-ejabberd').getChild('query'));
    expect(room.contents('bookmark_getprivate_handle').at(-1)).toEqual({ content: none });
  });

  it('are stored', async () => {
    const room = open();
    const asked = room.request(new SetPrivateBookmarks({ content: all }));
    toEqualXml(
      room.sent[0]?.getChild('query'),
      `<query xmlns='jabber:iq:private'>${xmlOf}</query>`,
    );
    room.answer({ from });
    await expect(asked).resolves.toEqual({});
    expect(room.keys).toEqual(['bookmark_setprivate_handle']);
  });

  it('report refusals and answers that hold nothing', () => {
    const room = open();
    void room.request(new GetPrivateBookmarks());
    room.refuse('service-unavailable', { from });
    void room.request(new GetPrivateBookmarks());
    room.answer(
      { from },
      parse("<query xmlns='jabber:iq:private'><storage xmlns='urn:x'/></query>"),
    );
    void room.request(new SetPrivateBookmarks({ content: none }));
    room.refuse('not-allowed', { from });
    expect(room.keys).toEqual([
      'bookmark_getprivate_errorserviceunavailable',
      'bookmark_getprivate_errormalformedreply',
      'bookmark_setprivate_errornotallowed',
    ]);
  });
});

describe('coming from the older bookmarks', () => {
  const published = (room: TestRoom) => {
    const publish = room.sent.at(-1)?.getChild('pubsub', NS_PUBSUB)?.getChild('publish');
    return [publish?.attrs['node'], publish?.getChild('item')?.attrs['id']] as unknown[];
  };
  const answerNode = (room: TestRoom) => {
    room.answer({ from }, fixture('bookmark/items-ejabberd').getChild('pubsub'));
  };
  /** What was remembered: of another time, where there is any. */
  const answerConverted = (room: TestRoom, ...jids: string[]) => {
    if (jids.length === 0) room.refuse('item-not-found', { from });
    else {
      const item = `<item id='current'>${String(convertedBookmarks(jids))}</item>`;
      room.answer({ from }, itemsOf(NS_CONVERTED_BOOKMARKS, item));
    }
  };
  const remembered = (room: TestRoom) => {
    const publish = room.sent.at(-1)?.getChild('pubsub', NS_PUBSUB)?.getChild('publish');
    expect(publish?.attrs['node']).toBe(NS_CONVERTED_BOOKMARKS);
    expect(String(room.sent.at(-1))).toContain('whitelist');
    const converted = publish?.getChild('item')?.getChild('converted', NS_CONVERTED_BOOKMARKS);
    return converted && readConvertedBookmarks(converted);
  };
  const answerPrivate = (room: TestRoom, inner: string) => {
    const storage = `<storage xmlns='storage:bookmarks'>${inner}</storage>`;
    room.answer({ from }, parse(`<query xmlns='jabber:iq:private'>${storage}</query>`));
  };

  it('gives each room a bookmark where it has none, one after the other', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    const there = `<item id='OLD2@conference.localhost'><conference xmlns='${NS_BOOKMARKS}'/></item>`;
    room.answer({ from }, itemsOf(NS_BOOKMARKS, there));
    answerConverted(room);
    answerNode(room);
    // Of what both have, the node is believed; and of two bookmarks of one room, the first.
    answerPrivate(
      room,
      "<conference jid='old1@conference.localhost' name='older'/><conference jid='old3@conference.localhost'/><conference jid='old3@conference.localhost' name='again'/>",
    );
    expect(room.sent).toHaveLength(5);
    expect(published(room)).toEqual([NS_BOOKMARKS, 'old1@conference.localhost']);
    expect(String(room.sent.at(-1))).toContain('Hara &amp; Co');
    room.answer({ from });
    expect(published(room)).toEqual([NS_BOOKMARKS, 'old3@conference.localhost']);
    expect(String(room.sent.at(-1))).not.toContain('again');
    expect(room.packets).toEqual([]);
    room.answer({ from });
    expect(remembered(room)).toEqual([old1.jid, old2.jid, 'old3@conference.localhost']);
    room.answer({ from });
    expect(room.sent).toHaveLength(7);
    await expect(asked).resolves.toEqual({
      rooms: ['old1@conference.localhost', 'old3@conference.localhost'],
    });
    expect(room.keys).toEqual(['bookmark_synchronize_handle']);
  });

  it('goes on with what is left, and stores no password meanwhile', () => {
    const room = open();
    void room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
    answerConverted(room);
    answerNode(room);
    answerPrivate(room, '');
    const waiting = () => [...room.engine.pending.entries()].map(({ record }) => record);
    expect(waiting()).toMatchObject([{ isSecret: true }]);
    room.answer({ from });
    const [record] = waiting();
    expect(record).not.toHaveProperty('isSecret');
    expect(record?.params).toEqual({
      progress: {
        ...{ step: 'publish', native: [], converted: [], older: [old1.jid, old2.jid] },
        ...{ rooms: [old2], done: [old1.jid] },
      },
    });
  });

  it('ends where the server says meanwhile that it keeps nothing private (rule 23)', () => {
    const room = open();
    void room.request(new SynchronizeBookmarks({}));
    room.engine.facts.apply({ section: 'announced', key: from, value: { features: [] } });
    room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
    expect(room.keys).toEqual(['bookmark_synchronize_errormalformedreply']);
    expect(room.faults).toEqual([]);
    expect(room.sent).toHaveLength(1);
  });

  it('asks for all pages of what is there, before it stores anything', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    const page = (jid: string, index: number) =>
      parse(
        `<pubsub xmlns='${NS_PUBSUB}'><items node='${NS_BOOKMARKS}'><item id='${jid}'/></items><set xmlns='http://jabber.org/protocol/rsm'><first index='${String(index)}'>${jid}</first><last>${jid}</last><count>2</count></set></pubsub>`,
      );
    room.answer({ from }, page(old1.jid, 0));
    expect(String(room.sent.at(-1))).toContain(`<after>${old1.jid}</after>`);
    room.answer({ from }, page(old2.jid, 1));
    answerConverted(room, old2.jid, old1.jid);
    answerNode(room);
    answerPrivate(room, '');
    await expect(asked).resolves.toEqual({ rooms: [] });
    expect(room.sent).toHaveLength(5);
  });

  it('finds nothing where nothing is', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    room.refuse('item-not-found', { from });
    answerConverted(room);
    room.refuse('item-not-found', { from });
    answerPrivate(room, '');
    await expect(asked).resolves.toEqual({ rooms: [] });
    expect(room.sent).toHaveLength(4);
  });

  it('does not need private storage, where the node has some', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, `<item id='${old1.jid}'/>`));
    answerConverted(room, 'was@private.example');
    answerNode(room);
    room.refuse('service-unavailable', { from });
    expect(published(room)).toEqual([NS_BOOKMARKS, old2.jid]);
    room.answer({ from });
    // Private storage may answer again another time.
    expect(remembered(room)).toEqual([old1.jid, old2.jid, 'was@private.example']);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ rooms: [old2.jid] });
  });

  it('makes the node, and sets it up', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    room.refuse('item-not-found', { from });
    answerConverted(room);
    room.refuse('item-not-found', { from });
    answerPrivate(room, "<conference jid='a@c.example'/>");
    expect(published(room)).toEqual([NS_BOOKMARKS, 'a@c.example']);
    // ejabberd 23.01 does not take all options with a publication.
    room.refuse('resource-constraint', { from });
    room.refuse('item-not-found', { from });
    expect(String(room.sent.at(-1))).toContain(`<create node="${NS_BOOKMARKS}"/>`);
    room.answer({ from });
    expect(published(room)).toEqual([NS_BOOKMARKS, 'a@c.example']);
    room.answer({ from });
    expect(remembered(room)).toEqual(['a@c.example']);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ rooms: ['a@c.example'] });
  });

  it.each([
    ['asking for what is there', 0, 'forbidden'],
    ['asking for what is there', 0, 'conflict'],
    ['asking for the node', 2, 'resource-constraint'],
    ['asking what was there before', 1, 'forbidden'],
    ['asking for the node', 2, 'forbidden'],
    ['asking private storage, and nothing was found', 3, 'item-not-found'],
    ['asking private storage, and nothing was found', 3, 'service-unavailable'],
    ['storing', 4, 'forbidden'],
    ['storing', 4, 'item-not-found'],
    ['remembering', 5, 'forbidden'],
  ] as const)('reports a refusal when %s', (_what, step, condition) => {
    const room = open();
    void room.request(new SynchronizeBookmarks({}));
    const steps = [
      () => {
        room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
      },
      () => {
        answerConverted(room);
      },
      () => {
        room.answer({ from }, itemsOf(NS_BOOKMARK_STORAGE, ''));
      },
      () => {
        answerPrivate(room, "<conference jid='a@c.example'/>");
      },
      () => {
        room.answer({ from });
      },
    ];
    for (const done of steps.slice(0, step)) done();
    room.refuse(condition, { from });
    expect(room.packets).toMatchObject([
      { key: 'bookmark_synchronize_error', content: { condition } },
    ]);
  });

  it('does not bring back what was deleted since', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
    answerConverted(room, old1.jid, old2.jid);
    answerNode(room);
    answerPrivate(room, "<conference jid='new@c.example'/>");
    expect(published(room)).toEqual([NS_BOOKMARKS, 'new@c.example']);
    room.answer({ from });
    expect(remembered(room)).toEqual([old1.jid, old2.jid, 'new@c.example']);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ rooms: ['new@c.example'] });
  });

  it('forgets what the older places have no more, so that it may come again', async () => {
    const room = open();
    const asked = room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
    answerConverted(room, old1.jid, old2.jid, 'gone@c.example');
    answerNode(room);
    answerPrivate(room, '');
    expect(remembered(room)).toEqual([old1.jid, old2.jid]);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ rooms: [] });
  });

  it('remembers nothing where the server keeps all places the same', async () => {
    const compat = [NS_BOOKMARKS_COMPAT, NS_BOOKMARKS_COMPAT_PEP];
    const room = open(['http://jabber.org/protocol/pubsub#publish-options', ...compat]);
    const asked = room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, `<item id='${old1.jid}'/>`));
    answerNode(room);
    answerPrivate(room, '');
    expect(published(room)).toEqual([NS_BOOKMARKS, old2.jid]);
    room.answer({ from });
    await expect(asked).resolves.toEqual({ rooms: [old2.jid] });
    expect(room.sent).toHaveLength(4);
  });

  it('reports answers that hold nothing', () => {
    const room = open();
    void room.request(new SynchronizeBookmarks({}));
    room.answer({ from });
    void room.request(new SynchronizeBookmarks({}));
    room.answer({ from }, itemsOf(NS_BOOKMARKS, ''));
    answerConverted(room);
    answerNode(room);
    room.answer({ from });
    const key = 'bookmark_synchronize_errormalformedreply';
    expect(room.keys).toEqual([key, key]);
  });

  it('is not begun where the server would show them to others', async () => {
    const room = open(['urn:x']);
    await expect(room.request(new SynchronizeBookmarks({}))).rejects.toThrow(/publish-options/);
    expect(room.sent).toEqual([]);
  });
});
