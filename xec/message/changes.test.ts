import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import {
  ModerateMessage,
  PublishMessage,
  RetractMessage,
  SendReactions,
  isByAuthor,
  message,
} from './index.js';

const self = 'juliet@capulet.example/balcony';
const garden = 'room@muc.example.com';
const open = (options: Partial<RoomOptions> = {}) =>
  openRoom(message, { self, rooms: { [garden]: { nick: 'macbeth' } }, ...options });
const from = (sender: string, inner: string, type = 'chat') =>
  `<message xmlns='jabber:client' from='${sender}' type='${type}' id='m'>${inner}</message>`;
const REACTIONS =
  "<reactions xmlns='urn:xmpp:reactions:0' id='x'><reaction>a</reaction></reactions>";
const RETRACT = "<retract xmlns='urn:xmpp:message-retract:1' id='x'/>";
const own = { from: undefined };

describe('a correction', () => {
  it('is a message that says whose messages it may correct', () => {
    const room = open();
    room.receive(fixture('message/correction'));
    room.receive(fixture('message/correction', { from: `${garden}/witch`, type: 'groupchat' }));
    room.receive(fixture('message/correction', { from: `${garden}/witch` }));
    expect(room.contents('message')).toMatchObject([
      { replaces: 'bad1', author: 'romeo@montague.net' },
      { replaces: 'bad1', author: `${garden}/witch`, type: 'groupchat' },
      { replaces: 'bad1', author: `${garden}/witch`, type: 'chat' },
    ]);
    room.receive(from('romeo@montague.net', '<body>b</body>'));
    expect(room.contents('message').at(-1)).not.toHaveProperty('author');
  });

  it.each([
    ['romeo@a.example/x', 'chat', 'romeo@a.example', 'chat', true],
    ['romeo@a.example', 'normal', 'romeo@a.example', 'chat', true],
    ['paris@a.example/x', 'chat', 'romeo@a.example', 'chat', false],
    [`${garden}/witch`, 'groupchat', `${garden}/witch`, 'groupchat', true],
    [`${garden}/witch`, 'groupchat', `${garden}/macbeth`, 'groupchat', false],
    [`${garden}/witch`, 'groupchat', `${garden}/witch`, 'chat', false],
    ['romeo@a.example', 'chat', 'romeo@a.example', 'groupchat', false],
    ['romeo@a.example', 'chat', undefined, 'chat', false],
  ])('of %s (%s) by %s (%s) counts: %s', (sender, type, author, changeType, expected) => {
    const change = { type: changeType, ...(author !== undefined && { author }) };
    expect(isByAuthor({ from: sender, type }, change)).toBe(expected);
  });
});

describe('a retraction', () => {
  it('is told with its author, and its fallback is no message', () => {
    const room = open();
    room.receive(fixture('message/retraction'));
    expect(room.packets).toMatchObject([
      {
        key: 'retracted',
        content: {
          from: 'romeo@montague.example/orchard',
          author: 'romeo@montague.example',
          type: 'chat',
          id: 'wrong-recipient-1',
        },
      },
    ]);
    room.receive(from(`${garden}/witch`, RETRACT, 'groupchat'));
    expect(room.contents('retracted')[1]).toMatchObject({ author: `${garden}/witch` });
    expect(room.sent).toEqual([]);
  });

  it('with words of its own is a message too', () => {
    const room = open();
    room.receive(from('romeo@montague.example', `${RETRACT}<body>never mind</body>`));
    expect(room.keys.sort()).toEqual(['message', 'retracted']);
  });

  it.each([
    ['an error', from('romeo@montague.example', RETRACT, 'error')],
    ['a room we are not in', from('other@muc.example.com/x', RETRACT, 'groupchat')],
    ['deeper', from('romeo@montague.example', `<x xmlns='a'>${RETRACT}</x>`)],
    ['without id', from('romeo@montague.example', RETRACT.replace("id='x'", ''))],
    ['an iq', `<iq xmlns='jabber:client' type='set' id='i' from='a@b.example'>${RETRACT}</iq>`],
  ])('is none: %s', (_how, stanza) => {
    const room = open();
    room.receive(stanza);
    expect(room.contents('retracted')).toEqual([]);
  });

  it('is told once a message', () => {
    const room = open();
    room.receive(from('romeo@montague.example', RETRACT.repeat(40)));
    room.receive(from('romeo@montague.example', REACTIONS.repeat(40)));
    expect(room.keys).toEqual(['retracted', 'reactions']);
  });

  it('is sent', async () => {
    const room = open();
    const params = { to: 'lord@capulet.example', id: 'wrong-recipient-1' };
    const done = room.request(new RetractMessage(params));
    const id = String(room.sent[0]?.attrs['id']);
    toEqualXml(room.sent[0], fixture('message/retraction', { ...own, id }));
    await expect(done).resolves.toEqual(params);
    expect(room.keys).toEqual(['message_retract_handle']);
    expect(() => new RetractMessage({ ...params, type: 'groupchat', to: `${garden}/x` })).toThrow(
      'a bare JID',
    );
  });
});

describe('a moderation', () => {
  it.each(['moderated', 'moderated-0'])('is told of rooms, as in %s', (name) => {
    const room = open();
    room.receive(fixture(`message/${name}`));
    const { content } = fixtureJson<{ content: unknown }>(`message/${name}`);
    expect(room.packets).toMatchObject([{ key: 'moderated', content }]);
  });

  it.each([`${garden}/witch`, 'other@muc.example.com', 'mallory@evil.example'])(
    'is nothing from %s',
    (sender) => {
      const room = open();
      for (const name of ['moderated', 'moderated-0']) {
        room.receive(fixture(`message/${name}`, { from: sender }));
        room.receive(fixture(`message/${name}`, { from: sender, type: 'chat' }));
      }
      expect(room.packets).toEqual([]);
    },
  );

  it('names a moderator only of that room', () => {
    const room = open();
    const stanza = fixture('message/moderated').toString();
    room.receive(stanza.replace(`by="${garden}/macbeth"`, 'by="romeo@montague.example"'));
    expect(room.contents('moderated')).toHaveLength(1);
    expect(room.contents('moderated')[0]).not.toHaveProperty('by');
  });

  it.each([
    [['urn:xmpp:message-moderate:1', 'urn:xmpp:message-moderate:0'], 'moderate'],
    [['urn:xmpp:message-moderate:0'], 'moderate-0'],
    [undefined, 'moderate'],
  ])('is asked for in the version of the room: %j', async (features, name) => {
    const fact = { nick: 'macbeth', ...(features !== undefined && { features }) };
    const room = open({ rooms: { [garden]: fact } });
    const reason = 'This message contains inappropriate content for this forum';
    const params = { to: garden, id: 'stanza-id-1', reason };
    const done = room.request(new ModerateMessage(params));
    const id = String(room.sent[0]?.attrs['id']);
    toEqualXml(room.sent[0], fixture(`message/${name}`, { id }));
    room.answer({ from: `${garden}/witch` });
    expect(room.keys).toEqual([]);
    room.answer();
    await expect(done).resolves.toEqual(params);
    void room.request(new ModerateMessage(params));
    room.refuse('forbidden');
    expect(room.keys).toEqual(['message_moderate_handle', 'message_moderate_errorforbidden']);
  });
});

describe('reactions', () => {
  it('are told of whoever they are', () => {
    const room = open();
    room.receive(fixture('message/reactions'));
    room.receive(from(`${garden}/witch`, REACTIONS, 'groupchat'));
    room.receive(from('romeo@a.example', "<reactions xmlns='urn:xmpp:reactions:0' id='x'/>"));
    expect(room.contents('reactions')).toEqual([
      {
        from: 'juliet@capulet.net/balcony',
        type: 'chat',
        id: '744f6e18-a57a-11e9-a656-4889e7820c76',
        reactions: ['👋'],
      },
      { from: `${garden}/witch`, type: 'groupchat', id: 'x', reactions: ['a'] },
      { from: 'romeo@a.example', type: 'chat', id: 'x', reactions: [] },
    ]);
    expect(room.keys).toHaveLength(3);
  });

  it.each([
    ['an error', from('romeo@a.example', REACTIONS, 'error')],
    ['deeper', from('romeo@a.example', `<x xmlns='a'>${REACTIONS}</x>`)],
    ['without id', from('romeo@a.example', REACTIONS.replace("id='x'", ''))],
  ])('are none: %s', (_how, stanza) => {
    const room = open();
    room.receive(stanza);
    expect(room.contents('reactions')).toEqual([]);
  });

  it('are sent, all of them anew', async () => {
    const room = open();
    const id = '744f6e18-a57a-11e9-a656-4889e7820c76';
    const params = { to: 'romeo@capulet.net/orchard', id, reactions: ['👋'] };
    const done = room.request(new SendReactions(params));
    const sent = String(room.sent[0]?.attrs['id']);
    toEqualXml(room.sent[0], fixture('message/reactions', { ...own, id: sent }));
    await expect(done).resolves.toEqual(params);
    room.isOnline = false;
    void room.request(new SendReactions({ ...params, reactions: [] }), { timeoutMs: 1000 });
    room.runtime.advance(1200);
    expect(room.keys).toEqual(['message_reactions_handle', 'message_reactions_errortimeout']);
  });
});

describe('publishing', () => {
  it.each(['correction', 'reply', 'mention', 'encrypted', 'spoiler', 'file', 'sticker'])(
    'says all that a message may: %s',
    (name) => {
      const { rich } = fixtureJson<{ rich: object }>(`message/${name}`);
      const stanza = fixture(`message/${name}`);
      const body = stanza.getChildText('body') ?? '';
      const room = open();
      void room.request(new PublishMessage({ to: 'romeo@montague.example', body, ...rich }));
      room.receive(String(room.sent[0]).replace('to=', "from='romeo@montague.example' to="));
      expect(room.contents('message')).toMatchObject([{ body, ...rich }]);
    },
  );

  it('may show a file without a word', () => {
    const { rich } = fixtureJson<{ rich: { files: [] } }>('message/file');
    const room = open();
    const { files } = rich;
    void room.request(new PublishMessage({ to: 'a@b.example', files, isUnstyled: true }));
    expect(room.sent[0]?.getChild('file-sharing')).toBeDefined();
    expect(room.sent[0]?.getChild('unstyled')).toBeDefined();
    expect(room.sent[0]?.getChild('body')).toBeUndefined();
    expect(() => new PublishMessage({ to: 'a@b.example' })).toThrow('a body or a subject');
  });
});
