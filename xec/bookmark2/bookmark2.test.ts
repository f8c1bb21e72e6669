import { describe, expect, it } from '@jest/globals';
import { NS_BOOKMARKS, NS_BOOKMARKS_0, NS_PUBSUB_EVENT, parse } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import { muc } from '../muc/index.js';
import { DeleteBookmark, GetBookmarks, SetBookmark, bookmark2, followBookmark } from './index.js';

const self = 'juliet@capulet.lit/balcony';
const from = 'juliet@capulet.lit';
const open = (announced = ['http://jabber.org/protocol/pubsub#publish-options']) =>
  openRoom(bookmark2, { self, announced });
const content = { jid: 'i', name: 'I', autojoin: true, nick: 'J', isPinned: true } as const;

describe('bookmark2', () => {
  pepContract({
    feature: bookmark2,
    name: 'Bookmark2',
    node: NS_BOOKMARKS,
    isPrivate: true,
    Publish: SetBookmark,
    Retract: DeleteBookmark,
    Get: GetBookmarks,
    events: ['event', 'event-left', 'event-prosody', 'event-ejabberd'].map(
      (name) => `bookmark2/${name}`,
    ),
    content,
    payload: `<conference xmlns="${NS_BOOKMARKS}" name="I" autojoin="true"><nick>J</nick><extensions><pinned xmlns="urn:xmpp:bookmarks-pinning:0"/></extensions></conference>`,
    id: 'i',
    garbage: [
      "<conference xmlns='urn:example'/>",
      "<conference xmlns='storage:bookmarks'/>",
      `<url xmlns='${NS_BOOKMARKS}'/>`,
    ],
  });

  it.each(['retracted', 'retracted-prosody'])('hears of one that is gone: %s', (name) => {
    const told = fixtureJson<{ key: string; content: { from: string } }>(`bookmark2/${name}`);
    const room = openRoom(bookmark2, { self: `${told.content.from}/x` });
    room.receive(fixture(`bookmark2/${name}`));
    expect(room.packets).toMatchObject([{ key: told.key, content: told.content }]);
  });

  it('hears of the node that there was before', () => {
    const item = `<item id='room@c.example'><conference xmlns='${NS_BOOKMARKS_0}'/></item>`;
    const event = (node: string, by: string) =>
      `<message xmlns='jabber:client' from='${by}'><event xmlns='${NS_PUBSUB_EVENT}'><items node='${node}'>${item}<retract id='b@c.example'/></items></event></message>`;
    const room = open();
    room.receive(event(NS_BOOKMARKS_0, 'romeo@montague.lit'));
    room.receive(event('urn:xmpp:bookmarks:2', from));
    expect(room.packets).toEqual([]);
    room.receive(event(NS_BOOKMARKS_0, from));
    expect(room.packets).toMatchObject([
      { key: 'bookmark2', content: { content: { jid: 'room@c.example', autojoin: false } } },
      { key: 'bookmark2_retract', content: { from, id: 'b@c.example' } },
    ]);
  });

  it.each(['set', 'edit'])('is stored as XEP-0402 has it: %s', (name) => {
    const room = open();
    const expected = fixture(`bookmark2/${name}`).getChild('pubsub');
    const item = expected?.getChild('publish')?.getChild('item');
    const conference = item?.getChild('conference', NS_BOOKMARKS);
    void room.request(
      new SetBookmark({
        content: {
          jid: item?.attrs['id'] as string, // the example has it
          name: conference?.attrs['name'] as string, // likewise
          autojoin: true,
          nick: 'JC',
          ...(name === 'edit' && {
            extensions: [
              "<state xmlns='http://myclient.example/bookmark/state' minimized='true'/>",
            ],
          }),
        },
      }),
    );
    // Of the two ways to write a truth (XEP-0004 section 3.3) the example has the other one.
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      String(expected).replace('<value>true<', '<value>1<'),
    );
  });

  it('is taken away as XEP-0402 has it', () => {
    const room = open();
    void room.request(new DeleteBookmark({ id: 'theplay@conference.shakespeare.lit' }));
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      fixture('bookmark2/delete').getChild('pubsub') ?? '',
    );
    expect(() => new DeleteBookmark({})).toThrow(/id/);
  });

  it('is written again with all that others keep with it', async () => {
    const room = open();
    const asked = room.request(new GetBookmarks({}));
    room.answer({ from }, fixture('bookmark2/items').getChild('pubsub'));
    const [, orchard] = (await asked).items;
    if (orchard === undefined) throw new Error('expected two bookmarks');
    void room.request(new SetBookmark({ content: { ...orchard.content, name: 'The Orchard' } }));
    toEqualXml(
      room.sent[1]?.getChild('pubsub')?.getChild('publish'),
      fixture('bookmark2/edit').getChild('pubsub')?.getChild('publish') ?? '',
    );
  });

  it('is stored in a node that was set up differently, as Prosody has one', async () => {
    const room = open();
    const asked = room.request(new SetBookmark({ content }));
    room.refuse(fixture('bookmark2/precondition-prosody').getChild('error') ?? parse('<error/>'), {
      from,
    });
    expect(room.sent.at(-1)?.toString()).toContain(`<configure node="${NS_BOOKMARKS}"/>`);
    room.refuse('item-not-found', { from });
    expect(room.sent.at(-1)?.toString()).toContain(`<create node="${NS_BOOKMARKS}"/>`);
    room.answer({ from });
    room.answer({ from });
    await expect(asked).resolves.toEqual({ id: 'i' });
  });

  it('was never stored, as ejabberd says it', () => {
    const room = open();
    void room.request(new GetBookmarks({}));
    room.refuse(fixture('bookmark2/not-found-ejabberd').getChild('error') ?? parse('<error/>'));
    expect(room.keys).toEqual(['bookmark2_get_erroritemnotfound']);
  });

  it('is not sent where the server would show it to others', async () => {
    const room = open(['urn:x']);
    await expect(room.request(new SetBookmark({ content }))).rejects.toThrow(/publish-options/);
    expect(room.sent).toEqual([]);
  });

  it('is not stored with its password', () => {
    const room = open();
    void room.request(new SetBookmark({ content }));
    void room.request(new SetBookmark({ content: { ...content, password: 'cauldron' } }));
    const records = [...room.engine.pending.entries()].map(({ record }) => record.isSecret);
    expect(records).toEqual([undefined, true]);
  });

  it('is refused where it is none', () => {
    const wrong: readonly object[] = [
      { autojoin: true },
      { jid: 'room@c.example' },
      { jid: 'room@c.example/nick', autojoin: true },
      { jid: 'room@c.example', autojoin: true, nick: '' },
      { jid: 'room@c.example', autojoin: true, extensions: ['<a/>'] },
      { jid: 'room@c.example', autojoin: true, extensions: ["<a xmlns='urn:x'/><b/>"] },
      { jid: 'room@c.example', autojoin: true, notify: [{ level: 'sometimes' }] },
      { jid: 'room@c.example', autojoin: true, notify: [{ level: 'never', identity: {} }] },
    ];
    for (const each of wrong) {
      // What the compiler would not let pass, from a program without it.
      expect(() => new SetBookmark({ content: each as typeof content })).toThrow(TypeError);
    }
  });
});

describe('a room that is bookmarked', () => {
  const bookmark = { jid: 'room@c.example', autojoin: true };
  const joined = { nick: 'juliet', isJoined: true };
  const outside = { nick: 'juliet', isJoined: false };

  it('is joined under its nickname, else the usual one', () => {
    const room = openRoom([bookmark2, muc], { self });
    const requests = [
      followBookmark({ ...bookmark, nick: 'J', password: 'cauldron' }, outside),
      followBookmark(bookmark, outside),
    ];
    for (const each of requests) if (each) void room.request(each);
    expect(room.sent.map(({ attrs }) => attrs['to'] as unknown)).toEqual([
      'room@c.example/J',
      'room@c.example/juliet',
    ]);
    expect(room.sent[0]?.toString()).toContain('<password>cauldron</password>');
  });

  it('is left where it is not to be joined', () => {
    const room = openRoom([bookmark2, muc], { self, rooms: { 'room@c.example': { nick: 'J' } } });
    const request = followBookmark({ ...bookmark, autojoin: false }, joined);
    if (request) void room.request(request);
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'unavailable', to: 'room@c.example/J' });
  });

  it('is left alone where all is as it says', () => {
    expect(followBookmark(bookmark, joined)).toBeUndefined();
    expect(followBookmark({ ...bookmark, autojoin: false }, outside)).toBeUndefined();
  });
});
