/** Rules 24 to 28, and 32: messages about messages. */
import { describe, expect } from '@jest/globals';
import type { TestRoom } from '../rooms/index.js';
import {
  after,
  carbon,
  chat,
  garden,
  inRoom,
  mallory,
  message,
  own,
  paris,
  romeo,
  self,
  server,
  tavern,
} from './house.js';
import { genuine, hostile } from './test-of-rule.js';

describe('messages about messages', () => {
  const correction = "<body>new</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>";
  const retraction = "<retract xmlns='urn:xmpp:message-retract:1' id='m1'/>";
  const author = (house: TestRoom): unknown =>
    house.packets.map(({ content }) => (content as { author?: unknown }).author);

  hostile(
    24,
    'a correction names its own sender as author, whatever it says, and each kind of chat another',
    () => {
      const one = author(after(message(`${mallory}/x`, correction, "type='chat'")));
      const room = author(after(message(`${garden}/${romeo}`, correction, inRoom)));
      const private_ = author(after(message(`${garden}/romeo`, correction, "type='chat'")));
      const direct = author(after(message(`${romeo}/x`, correction, "type='chat'")));
      expect(
        new Set([one, room, private_, direct].map((value) => JSON.stringify(value))).size,
      ).toBe(4);
      expect(JSON.stringify(one)).not.toContain(romeo);
    },
  );

  genuine(24, 'one from another client of the same account has the same author', () => {
    expect(author(after(message(`${romeo}/a`, correction, "type='chat'")))).toEqual(
      author(after(message(`${romeo}/b`, correction, "type='chat'"))),
    );
  });

  const moderated = (xmlns: string): string =>
    `<retract xmlns='urn:xmpp:message-retract:1' id='m1'><moderated xmlns='${xmlns}' by='${garden}/romeo'/><reason>spam</reason></retract>`;

  hostile(25, 'a moderation by an occupant, of another room or of a contact is none', () => {
    for (const from of [`${garden}/romeo`, tavern, romeo, `${romeo}/x`, own, server]) {
      for (const attrs of [inRoom, "type='chat'", '']) {
        expect([
          from,
          after(message(from, moderated('urn:xmpp:message-moderate:1'), attrs)).keys.includes(
            'moderated',
          ),
        ]).toEqual([from, false]);
      }
    }
  });

  genuine(25, 'the room moderates, and authors retract', () => {
    expect(after(message(garden, moderated('urn:xmpp:message-moderate:1'), inRoom)).keys).toContain(
      'moderated',
    );
    expect(
      after(message(`${romeo}/x`, retraction, "type='chat'")).contents('retracted'),
    ).toMatchObject([{ from: `${romeo}/x`, id: 'm1' }]);
  });

  const about = [
    "<received xmlns='urn:xmpp:receipts' id='m1'/>",
    "<displayed xmlns='urn:xmpp:chat-markers:0' id='m1'/>",
    "<reactions xmlns='urn:xmpp:reactions:0' id='m1'><reaction>👍</reaction></reactions>",
  ];

  hostile(
    26,
    'receipts, markers and reactions speak for their sender alone, also where they name others',
    () => {
      for (const content of about) {
        const house = after(
          message(
            `${mallory}/x`,
            content.replace('id=', `from='${romeo}' by='${romeo}' id=`),
            "type='chat'",
          ),
        );
        for (const packet of house.packets)
          expect(packet).toMatchObject({ from: `${mallory}/x`, content: { from: `${mallory}/x` } });
        expect(house.packets).toHaveLength(1);
      }
    },
  );

  genuine(26, 'and those of a contact for the contact', () => {
    for (const content of about)
      expect(after(message(`${romeo}/x`, content, "type='chat'")).packets).toMatchObject([
        { from: `${romeo}/x`, content: { id: 'm1' } },
      ]);
  });

  const ids = (house: TestRoom): unknown =>
    house.contents('message').map((content) => (content as { stanzaIds: unknown }).stanzaIds);
  const stanzaId = (by: string): string =>
    `<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' id='s1' by='${by}'/>`;

  hostile(
    27,
    'stanza-ids by others, or where nobody says that forged ones are taken away, do not count',
    () => {
      for (const by of [romeo, mallory, self, server, garden, '', 'a@b@c'])
        expect([by, ids(after(message(romeo, stanzaId(by), "type='chat'")))]).toEqual([by, [[]]]);
      expect(ids(after(message(romeo, stanzaId(own), "type='chat'"), { announced: [] }))).toEqual([
        [],
      ]);
      for (const by of [own, `${garden}/romeo`, tavern])
        expect([by, ids(after(message(`${garden}/romeo`, stanzaId(by), inRoom)))]).toEqual([
          by,
          [[]],
        ]);
      const occupant = "<body>x</body><occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/>";
      const house = after(message(`${garden}/romeo`, occupant, inRoom), {
        rooms: { [garden]: { nick: 'juliet', features: [] } },
      });
      expect(JSON.stringify(house.packets)).not.toContain('o1');
    },
  );

  genuine(27, 'those of the account, and of the room in it, do', () => {
    expect(ids(after(message(romeo, stanzaId(own), "type='chat'")))).toEqual([
      [{ id: 's1', by: own }],
    ]);
    expect(ids(after(message(`${garden}/romeo`, stanzaId(garden), inRoom)))).toEqual([
      [{ id: 's1', by: garden }],
    ]);
  });

  const delay = (by: string, stamp = '2026-11-20T10:00:00Z'): string =>
    `<body>x</body><delay xmlns='urn:xmpp:delay' from='${by}' stamp='${stamp}'/>`;
  const delays = (house: TestRoom): unknown =>
    house.contents('message').map((content) => (content as { delay?: unknown }).delay);

  hostile(28, 'delays by others, and absurd ones, are dropped', () => {
    for (const by of [romeo, mallory, own, garden, 'evil.example', ''])
      expect([by, delays(after(message(romeo, delay(by), "type='chat'")))]).toEqual([
        by,
        [undefined],
      ]);
    for (const stamp of [
      'yesterday',
      '1970-01-01T00:00:00Z',
      '2126-01-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '',
    ])
      expect([stamp, delays(after(message(romeo, delay(server, stamp), "type='chat'")))]).toEqual([
        stamp,
        [undefined],
      ]);
  });

  genuine(28, 'those of the own server, and of the room in it, count', () => {
    expect(delays(after(message(romeo, delay(server), "type='chat'")))).toMatchObject([
      { stamp: '2026-11-20T10:00:00Z' },
    ]);
    expect(delays(after(message(`${garden}/romeo`, delay(garden), inRoom)))).toMatchObject([
      { from: garden },
    ]);
  });

  const receipt = "<body>x</body><request xmlns='urn:xmpp:receipts'/>";

  hostile(
    32,
    'no receipt goes to who may not see our presence, to errors, copies, archives or rooms',
    () => {
      const cases = [
        message(`${mallory}/x`, receipt, "type='chat' id='m1'"),
        message(`${paris}/x`, receipt, "type='chat' id='m1'"),
        message(`${romeo}/x`, receipt, "type='error' id='m1'"),
        message(`${romeo}/x`, receipt, "type='chat'"),
        message(`${garden}/romeo`, receipt, "type='groupchat' id='m1'"),
        message(
          own,
          carbon(
            'received',
            chat(`${romeo}/x`, 'a')
              .replace('<body>', "<request xmlns='urn:xmpp:receipts'/><body>")
              .replace('<message', "<message id='m1'"),
          ),
        ),
        message(
          `${romeo}/x`,
          "<received xmlns='urn:xmpp:receipts' id='m0'/><request xmlns='urn:xmpp:receipts'/>",
          "type='chat' id='m1'",
        ),
      ];
      for (const stanza of cases) expect([stanza, after(stanza).sent]).toEqual([stanza, []]);
    },
  );

  genuine(32, 'who may see it gets one', () => {
    const [sent] = after(message(`${romeo}/x`, receipt, "type='chat' id='m1'")).sent;
    expect(sent?.attrs['to']).toBe(`${romeo}/x`);
    expect(sent?.getChild('received', 'urn:xmpp:receipts')?.attrs['id']).toBe('m1');
  });
});
