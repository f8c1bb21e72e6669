import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { message } from '../message/index.js';
import { SendAttention, attention } from './index.js';

const self = 'herbie@usrobots.lit/home';
const contacts = { 'calvin@usrobots.lit': { subscription: 'none' } } as const;
const open = () => openRoom(attention, { self, contacts });

describe('attention', () => {
  it('is heard from contacts and own clients', () => {
    const room = open();
    const { content } = fixtureJson<{ content: object }>('attention/headline');
    room.receive(fixture('attention/headline'));
    room.receive(fixture('attention/headline', { from: 'herbie@usrobots.lit/lab', type: 'chat' }));
    expect(room.contents('attention')).toEqual([
      content,
      { ...content, from: 'herbie@usrobots.lit/lab', type: 'chat' },
    ]);
    expect(room.sent).toEqual([]);
  });

  it.each([
    ['of a stranger', fixture('attention/headline', { from: 'mallory@evil.example' })],
    ['in an error', fixture('attention/headline', { type: 'error' })],
    [
      'that came late',
      "<message xmlns='jabber:client' from='calvin@usrobots.lit'><attention xmlns='urn:xmpp:attention:0'/><delay xmlns='urn:xmpp:delay' stamp='2026-11-20T10:00:00Z'/></message>",
    ],
    [
      'deeper',
      "<message xmlns='jabber:client' from='calvin@usrobots.lit'><x xmlns='a'><attention xmlns='urn:xmpp:attention:0'/></x></message>",
    ],
    [
      'in an iq',
      "<iq xmlns='jabber:client' type='set' id='i' from='calvin@usrobots.lit'><attention xmlns='urn:xmpp:attention:0'/></iq>",
    ],
  ])('is not heard %s', (_how, stanza) => {
    const room = open();
    room.receive(stanza);
    expect(room.packets).toEqual([]);
  });

  it('is heard once a message', () => {
    const room = open();
    room.receive(
      `<message xmlns='jabber:client' from='calvin@usrobots.lit'>${"<attention xmlns='urn:xmpp:attention:0'/>".repeat(40)}</message>`,
    );
    expect(room.packets).toHaveLength(1);
  });

  it('is asked for', async () => {
    const room = open();
    const params = { to: 'calvin@usrobots.lit/lab', body: 'Calvin?' };
    const asked = room.request(new SendAttention(params));
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' type='headline' to='calvin@usrobots.lit/lab' id='${String(room.sent[0]?.attrs['id'])}'><body>Calvin?</body><attention xmlns='urn:xmpp:attention:0'/></message>`,
    );
    await expect(asked).resolves.toEqual(params);
    expect(room.keys).toEqual(['attention_send_handle']);
  });

  it.each(['cancel', 'auth'])(
    'that comes back, refused as %s, is told with its id',
    async (type) => {
      const room = openRoom([attention, message], { self, contacts });
      const to = 'calvin@usrobots.lit/lab';
      await room.request(new SendAttention({ to }));
      const id = String(room.sent[0]?.attrs['id']);
      const condition = type === 'auth' ? 'forbidden' : 'service-unavailable';
      room.receive(
        `<message xmlns='jabber:client' type='error' id='${id}' from='${to}'><attention xmlns='urn:xmpp:attention:0'/><error type='${type}'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
      );
      expect(room.contents('message_error')).toMatchObject([{ id, condition, type }]);
      expect(room.contents('attention')).toEqual([]);
    },
  );

  it('that did not leave says so', async () => {
    const room = open();
    room.isOnline = false;
    const asked = room.request(new SendAttention({ to: 'calvin@usrobots.lit' }), {
      timeoutMs: 1000,
    });
    room.runtime.advance(1200);
    await expect(asked).rejects.toMatchObject({ condition: 'timeout' });
    expect(room.keys).toEqual(['attention_send_errortimeout']);
  });
});
