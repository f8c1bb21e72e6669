import { expect, it } from '@jest/globals';
import { openRoom } from '@xec/testing/rooms';
import { message } from './index.js';

const open = () =>
  openRoom(message, {
    self: 'juliet@capulet.example/balcony',
    contacts: {
      'romeo@montague.example': { subscription: 'both' },
      'garden@rooms.example': { subscription: 'both' },
    },
    rooms: { 'garden@rooms.example': { nick: 'juliet' } },
  });

const from = (jid: string, children: string): string =>
  `<message xmlns='jabber:client' type='chat' id='m' from='${jid}'>${children}</message>`;

const REQUEST = "<request xmlns='urn:xmpp:receipts'/>";

it('answers a message with one receipt, however often it asks', () => {
  const room = open();
  room.receive(from('romeo@montague.example/orchard', REQUEST.repeat(40)));
  expect(room.sent).toHaveLength(1);
});

it.each([
  ['receiptack', "<received xmlns='urn:xmpp:receipts' id='x'/>"],
  ['displayed', "<displayed xmlns='urn:xmpp:chat-markers:0' id='x'/>"],
])('tells of one %s a message', (key, child) => {
  const room = open();
  room.receive(from('romeo@montague.example/orchard', child.repeat(40)));
  expect(room.contents(key)).toHaveLength(1);
});

it.each(['garden@rooms.example/romeo', 'juliet@capulet.example'])(
  'sends no receipt to %s: a room, or what wraps a copy',
  (jid) => {
    const room = open();
    room.receive(from(jid, REQUEST));
    expect(room.sent).toEqual([]);
  },
);

it('believes no stanza-id of an account that does not announce them', () => {
  const self = 'juliet@capulet.example/balcony';
  const stanza = from(
    'romeo@montague.example/orchard',
    "<body>b</body><stanza-id xmlns='urn:xmpp:sid:0' by='juliet@capulet.example' id='s'/>",
  );
  const ids = [];
  for (const announced of [[], ['urn:xmpp:sid:0'], ['urn:xmpp:mam:2']]) {
    const room = openRoom(message, { self, announced });
    room.receive(stanza);
    ids.push((room.contents('message')[0] as { stanzaIds: unknown[] }).stanzaIds.length);
  }
  expect(ids).toEqual([0, 1, 1]);
});
