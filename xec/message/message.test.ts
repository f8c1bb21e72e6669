import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, openRoom, toEqualXml, type RoomOptions } from '@xec/testing';
import type { RoomFact } from '../core/index.js';
import { message, messageWithoutReceipts, type MessageContent } from './index.js';

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
    expect(registration?.hash).toBe('9b98cd868d07fb7f6d6cb39dad31f10e');
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

describe('requests for receipts', () => {
  const contacts = { 'alice@localhost': { subscription: 'from' } } as const;
  const request = "<body>x</body><request xmlns='urn:xmpp:receipts'/>";

  it.each(['chat', 'normal', 'headline'])('of a subscriber are answered: %s', (type) => {
    const room = open({ contacts });
    room.receive(from(request, { type }));
    expect(room.sent).toHaveLength(1);
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' to='${alice}' type='${type}'><received xmlns='urn:xmpp:receipts' id='m'/></message>`,
    );
  });

  it('are answered when the message waited for us at the server', () => {
    const room = open({ contacts });
    room.receive(fixture('message/offline-prosody'));
    expect(room.sent[0]?.getChild('received')?.attrs['id']).toBe('off1');
  });

  it.each(['none', 'to'] as const)('of a contact with subscription %s are not', (subscription) => {
    const room = open({ contacts: { 'alice@localhost': { subscription } } });
    room.receive(from(request));
    expect(room.keys).toEqual(['message']);
    expect(room.sent).toEqual([]);
  });

  it.each([
    ['a stranger', { from: 'mallory@evil.example/x' }],
    ['an occupant in private', { from: `${garden}/alice` }],
    ['a room', { from: `${garden}/alice`, type: 'groupchat' }],
    ['an error', { type: 'error' }],
    ['one without id', { id: '' }],
    ['ourselves', { from: self }],
  ])('of %s are not', (_who, attrs: Readonly<Record<string, string>>) => {
    const room = open({ contacts, rooms: { [garden]: { nick: 'bob' } } });
    room.receive(from(request, attrs));
    expect(room.sent).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('in a receipt are not: it would never end', () => {
    const room = open({ contacts });
    room.receive(from(`${request}<received xmlns='urn:xmpp:receipts' id='n'/>`));
    expect(room.sent).toEqual([]);
  });

  it('deeper in a message are none', () => {
    const room = open({ contacts });
    room.receive(from("<x xmlns='urn:example'><request xmlns='urn:xmpp:receipts'/></x>"));
    expect(room.sent).toEqual([]);
  });

  it('are not answered, and not announced to be, where the feature is not used', () => {
    const room = openRoom(messageWithoutReceipts, { self, contacts });
    room.receive(from(request));
    expect(room.keys).toEqual(['message']);
    expect(room.sent).toEqual([]);
    expect(room.registry.advertised.features).not.toContain('urn:xmpp:receipts');
    expect(open().registry.advertised.features).toContain('urn:xmpp:receipts');
  });
});

describe('what is told beside messages', () => {
  const state = (name: string) => `<${name} xmlns='http://jabber.org/protocol/chatstates'/>`;
  const groupchat = { from: `${garden}/alice`, type: 'groupchat' };

  it('speaks for the sender of the stanza alone', () => {
    const room = open();
    const mallory = 'mallory@evil.example/x';
    room.receive(from("<received xmlns='urn:xmpp:receipts' id='a'/>", { from: mallory }));
    room.receive(from("<displayed xmlns='urn:xmpp:chat-markers:0' id='b'/>", { from: mallory }));
    room.receive(from(state('paused'), { from: mallory }));
    expect(room.packets.map(({ key, content }) => [key, content])).toEqual([
      ['receiptack', { from: mallory, id: 'a' }],
      ['displayed', { from: mallory, id: 'b' }],
      ['chatstate', { from: mallory, state: 'paused', type: 'chat' }],
    ]);
  });

  it('is nothing in an error, which brings back what we said', () => {
    const room = open();
    room.receive(
      from(
        state('gone') +
          "<received xmlns='urn:xmpp:receipts' id='a'/><displayed xmlns='urn:xmpp:chat-markers:0' id='b'/>",
        { type: 'error' },
      ),
    );
    expect(room.packets.map(({ key, content }) => [key, content])).toEqual([
      [
        'message_error',
        { id: 'm', from: alice, to: self, condition: 'undefined-condition', type: 'cancel' },
      ],
    ]);
  });

  it('is nothing without an id, and no other marker is displayed', () => {
    const room = open();
    room.receive(from("<received xmlns='urn:xmpp:receipts'/>"));
    room.receive(from("<displayed xmlns='urn:xmpp:chat-markers:0' id=''/>"));
    room.receive(from("<received xmlns='urn:xmpp:chat-markers:0' id='m1'/>"));
    room.receive(from("<acknowledged xmlns='urn:xmpp:chat-markers:0' id='m1'/>"));
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it.each(['active', 'composing', 'paused', 'inactive', 'gone'])('knows the state %s', (name) => {
    const room = open();
    room.receive(from(state(name)));
    expect(room.contents('chatstate')).toEqual([{ from: alice, state: name, type: 'chat' }]);
  });

  it('passes over states that are two, unknown, late, or gone in a room', () => {
    const room = open({ rooms: { [garden]: { nick: 'bob' } } });
    room.receive(from(state('composing') + state('paused')));
    room.receive(from(state('composing') + state('composing')));
    room.receive(from(state('sleeping')));
    room.receive(from(state('composing') + delay('localhost')));
    room.receive(from(state('gone'), groupchat));
    expect(room.packets).toEqual([]);
    room.receive(from(state('composing'), groupchat));
    expect(room.contents('chatstate')).toEqual([
      { from: `${garden}/alice`, state: 'composing', type: 'groupchat' },
    ]);
  });
});
