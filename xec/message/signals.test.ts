import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import { message, messageWithoutReceipts } from './index.js';

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
  const late = "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2026-11-20T10:00:00Z'/>";
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
    room.receive(from(state('composing') + late));
    room.receive(from(state('gone'), groupchat));
    expect(room.packets).toEqual([]);
    room.receive(from(state('composing'), groupchat));
    expect(room.contents('chatstate')).toEqual([
      { from: `${garden}/alice`, state: 'composing', type: 'groupchat' },
    ]);
  });
});
