import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import { payloadHash, type RoomFact } from '../core/index.js';
import { message, type MessageContent } from './index.js';

const self = 'bob@localhost/chat';
const alice = 'alice@localhost/chat';
const garden = 'garden@conference.localhost';
const open = (options: Partial<RoomOptions> = {}) => openRoom(message, { self, ...options });

/** A message from alice with `inner` in it; `attrs` replace its attributes. */
const from = (inner: string, attrs: Readonly<Record<string, string>> = {}) => {
  const all = { id: 'm', from: alice, to: self, type: 'chat', ...attrs };
  const text = Object.entries(all).map(([name, value]) => `${name}='${value}'`);
  return `<message xmlns='jabber:client' ${text.join(' ')}>${inner}</message>`;
};
const stanzaId = (by: string, id = 'a') =>
  `<stanza-id xmlns='urn:xmpp:sid:0' by='${by}' id='${id}'/>`;
const delay = (by: string, stamp = '2026-11-20T10:00:00Z') =>
  `<delay xmlns='urn:xmpp:delay' from='${by}' stamp='${stamp}'/>`;

describe('messages', () => {
  it.each([
    'chat-prosody',
    'chat-ejabberd',
    'languages-prosody',
    'normal-ejabberd',
    'xhtml-prosody',
    'offline-prosody',
    'offline-ejabberd',
    'room-prosody',
    'room-history-ejabberd',
    'room-private-prosody',
    'subject-prosody',
    'subject-none-ejabberd',
    'receipt-ejabberd',
    'displayed-prosody',
    'composing-ejabberd',
    'error-ejabberd',
    'error-application-ejabberd',
    'error-prosody',
  ])('are told as they are: %s', (name) => {
    const expected = fixtureJson<{
      self: string;
      rooms?: Readonly<Record<string, RoomFact>>;
      key: string;
      content: unknown;
    }>(`message/${name}`);
    const room = open({ self: expected.self, rooms: expected.rooms ?? {} });
    room.receive(fixture(`message/${name}`));
    expect(room.contents(expected.key)).toEqual([expected.content]);
    expect(room.keys.filter((key) => key !== expected.key && key !== 'chatstate')).toEqual([]);
    expect(room.sent).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('of type groupchat are taken from joined rooms only', () => {
    const room = open();
    room.receive(fixture('message/room-prosody'));
    room.receive(fixture('message/subject-prosody'));
    expect(room.packets).toEqual([]);
  });

  it('without body and subject are no messages to show', () => {
    const room = open();
    room.receive(
      "<message xmlns='jabber:client' from='localhost'><privilege xmlns='urn:xmpp:privilege:2'/></message>",
    );
    room.receive(from("<body xmlns='urn:example'>no body of ours</body>"));
    room.receive(from("<x xmlns='urn:example'><body xmlns='jabber:client'>deeper</body></x>"));
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('with a subject in two languages are told once, and not beside a body', () => {
    const room = open();
    const subjects = "<subject>Hi</subject><subject xml:lang='fr'>Salut</subject>";
    room.receive(from(subjects));
    room.receive(from(`${subjects}<body>text</body>`));
    expect(room.keys).toEqual(['subject', 'message']);
    expect(room.contents('subject')).toMatchObject([{ subject: 'Hi' }]);
  });

  it('in other messages are not told: a forward is a quotation', () => {
    const room = open({ contacts: { 'alice@localhost': { subscription: 'both' } } });
    const inner = from("<body>quoted</body><request xmlns='urn:xmpp:receipts'/>");
    room.receive(from(`<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`));
    room.receive(from(inner));
    expect(room.packets).toEqual([]);
    expect(room.sent).toEqual([]);
  });

  it('without sender are of the own account, and with a sender that is none are ignored', () => {
    const room = open();
    room.receive("<message xmlns='jabber:client'><body>a note</body></message>");
    expect(room.packets).toMatchObject([
      { key: 'message', content: { from: 'bob@localhost', type: 'normal' }, from: 'bob@localhost' },
    ]);
    room.receive(from('<body>x</body>', { from: '@@@' }));
    expect(room.packets).toHaveLength(1);
  });

  it('have their addresses prepared and their garbage left out', () => {
    const room = open();
    room.receive(
      from(
        "<body/><thread/><received xmlns='urn:xmpp:receipts'/><displayed xmlns='urn:xmpp:chat-markers:0' id=''/>" +
          "<origin-id xmlns='urn:xmpp:sid:0'/><stanza-id xmlns='urn:xmpp:sid:0' by='bob@localhost'/>" +
          "<stanza-id xmlns='urn:xmpp:sid:0' id='x'/><delay xmlns='urn:xmpp:delay' from='localhost'/>" +
          "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='yesterday'/>",
        { id: '', from: 'ALICE@LOCALHOST/Chat', to: '@', type: 'rumour' },
      ),
    );
    expect(room.packets.map(({ content }) => content)).toEqual([
      { from: 'alice@localhost/Chat', type: 'normal', body: '', stanzaIds: [], hints: [] },
    ]);
  });

  it('have the md5 that they are known by', () => {
    const [registration] = open().registry.lookup('message', 'jabber:client')?.plain ?? [];
    expect(registration?.name).toBe('message');
    expect(payloadHash('message', 'jabber:client')).toBe('9b98cd868d07fb7f6d6cb39dad31f10e');
  });
});

describe('stanza-ids', () => {
  const idsOf = (xml: string, room?: RoomFact) => {
    const open_ = open(room === undefined ? {} : { rooms: { [garden]: room } });
    open_.receive(xml);
    return (open_.contents('message')[0] as MessageContent).stanzaIds;
  };
  const inRoom = { from: `${garden}/alice`, type: 'groupchat' };
  const body = '<body>x</body>';

  it('count when the own account gave them', () => {
    const others = stanzaId('alice@localhost') + stanzaId('localhost') + stanzaId(self);
    expect(idsOf(from(body + others + stanzaId('bob@localhost', 'b')))).toEqual([
      { by: 'bob@localhost', id: 'b' },
    ]);
    expect(idsOf(from(body + stanzaId('BOB@LOCALHOST', 'b')))).toEqual([
      { by: 'bob@localhost', id: 'b' },
    ]);
  });

  it('do not count twice by one entity: one of them is forged', () => {
    const twice = stanzaId('bob@localhost', 'b') + stanzaId('bob@localhost', 'c');
    expect(idsOf(from(body + twice + stanzaId('bob@localhost', 'd')))).toEqual([]);
  });

  it('count in a room when the room gave them, not the account or an occupant', () => {
    const ids = stanzaId(garden, 'g') + stanzaId('bob@localhost') + stanzaId(`${garden}/alice`);
    expect(idsOf(from(body + ids, inRoom), { nick: 'bob' })).toEqual([{ by: garden, id: 'g' }]);
    const private_ = { from: `${garden}/alice` };
    expect(idsOf(from(body + stanzaId(garden), private_), { nick: 'bob' })).toEqual([]);
  });

  it.each([
    [[], 0],
    [['muc_open'], 0],
    [['urn:xmpp:sid:0'], 1],
    [['urn:xmpp:mam:2'], 1],
  ])('count in a room of features %j: %d', (features, count) => {
    const fact = { nick: 'bob', features };
    expect(idsOf(from(body + stanzaId(garden), inRoom), fact)).toHaveLength(count);
  });
});

describe('delays', () => {
  const delayOf = (inner: string, attrs: Readonly<Record<string, string>> = {}) => {
    const room = open({ rooms: { [garden]: { nick: 'bob' } } });
    room.receive(from(`<body>x</body>${inner}`, attrs));
    return (room.contents('message')[0] as MessageContent).delay;
  };
  const stamp = '2026-11-20T10:00:00Z';

  it('count by the own server, and in a room by the room', () => {
    expect(delayOf(delay('localhost'))).toEqual({ from: 'localhost', stamp });
    const inRoom = { from: `${garden}/alice`, type: 'groupchat' };
    expect(delayOf(delay(garden), inRoom)).toEqual({ from: garden, stamp });
    expect(delayOf(delay('localhost') + delay(garden, '2026-11-20T09:00:00Z'), inRoom)).toEqual({
      from: garden,
      stamp: '2026-11-20T09:00:00Z',
    });
  });

  it.each([
    'alice@localhost',
    alice,
    'evil.example',
    'bob@localhost',
    garden,
    'conference.localhost',
  ])('do not count by %s', (by) => {
    expect(delayOf(delay(by))).toBeUndefined();
  });

  it('do not count by nobody', () => {
    expect(delayOf(`<delay xmlns='urn:xmpp:delay' stamp='${stamp}'/>`)).toBeUndefined();
  });

  it.each(['1998-12-31T00:00:00Z', '2026-11-22T12:00:01Z', '9999-12-31T23:59:59Z', ''])(
    'do not count when absurd: %s',
    (absurd) => {
      expect(delayOf(delay('localhost', absurd))).toBeUndefined();
      expect(delayOf(delay('localhost', absurd) + delay('localhost'))?.stamp).toBe(stamp);
    },
  );

  it('may be ahead of our clock by a day', () => {
    expect(delayOf(delay('localhost', '2026-11-22T12:00:00Z'))).toBeDefined();
  });
});
