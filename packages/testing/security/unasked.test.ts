/** Rules 17 to 34: who may say what unasked. */
import { describe, expect } from '@jest/globals';
import { parse, type Element } from '@xec/stanza';
import { GetArchive, GetAvatar, RequestBob, SendMdsDisplayed } from '@xec/xec';
import { fixture } from '../fixtures/index.js';
import type { TestRoom } from '../rooms/index.js';
import {
  event,
  garden,
  iq,
  mallory,
  message,
  openHouse,
  own,
  paris,
  presence,
  romeo,
  self,
  server,
  tavern,
} from './house.js';
import { genuine, hostile } from './test-of-rule.js';

const strangers = [
  mallory,
  `${mallory}/x`,
  romeo,
  `${romeo}/orchard`,
  self,
  `${own}/phone`,
  server,
  'evil.example',
  `${garden}/romeo`,
  garden,
  'juliet@capulet.example.evil.example',
  'julief@capulet.example',
];
const push = (items: string): string => `<query xmlns='jabber:iq:roster'>${items}</query>`;
const item = "<item jid='new@b.example' subscription='both'/>";
const blocked = "<block xmlns='urn:xmpp:blocking'><item jid='new@b.example'/></block>";
const chat = (from: string, body: string): string =>
  `<message xmlns='jabber:client' type='chat' from='${from}' to='${own}'><body>${body}</body></message>`;
const forward = (inner: string): string =>
  `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;
const carbon = (direction: string, inner: string): string =>
  `<${direction} xmlns='urn:xmpp:carbons:2'>${forward(inner)}</${direction}>`;
const inRoom = "type='groupchat'";

/** What came of one stanza. */
function after(stanza: string | Element, options = {}): TestRoom {
  const house = openHouse(options);
  house.receive(stanza);
  return house;
}

/** The bodies that packets of any kind tell of. */
const bodies = (house: TestRoom): unknown[] =>
  house.packets.map(({ content }) => (content as { body?: string }).body);

describe('the own lists', () => {
  hostile(17, 'pushes of others change neither roster nor block list', () => {
    for (const from of strangers) {
      const house = openHouse();
      for (const content of [push(item), blocked, "<unblock xmlns='urn:xmpp:blocking'/>"])
        house.receive(iq(from, 'set', content));
      expect([from, house.keys, house.engine.facts.get('contact', 'new@b.example')]).toEqual([
        from,
        [],
        undefined,
      ]);
    }
  });

  hostile(
    17,
    'a push of no item, two items, an item without address or of another type is none',
    () => {
      for (const items of [
        '',
        item + item,
        '<item/>',
        "<item jid='a@b@c'/>",
        "<item jid='' subscription='both'/>",
      ]) {
        expect([items, after(iq(own, 'set', push(items))).keys]).toEqual([items, []]);
      }
      for (const type of ['get', 'result', 'error'])
        expect(after(iq(own, type, push(item))).keys).toEqual([]);
      expect(after(message(own, push(item))).keys).toEqual([]);
    },
  );

  genuine(17, 'pushes of the own account do', () => {
    for (const from of [undefined, own]) {
      expect(after(iq(from, 'set', push(item))).keys).toEqual(['roster']);
      expect(after(iq(from, 'set', blocked)).keys).toEqual(['blocked']);
    }
  });
});

describe('copies', () => {
  hostile(18, 'others, and our own resources, make no carbons', () => {
    for (const from of strangers) {
      for (const direction of ['sent', 'received']) {
        const house = after(message(from, carbon(direction, chat(own, 'forged')), "type='chat'"));
        expect([from, house.keys.includes('carbons'), bodies(house).includes('forged')]).toEqual([
          from,
          false,
          false,
        ]);
      }
    }
  });

  hostile(
    18,
    'a carbon in a carbon, in an archive, or forwarded is none; nor are two, or one of two messages',
    () => {
      const inner = carbon('sent', chat(own, 'forged'));
      const nested = `<message xmlns='jabber:client' from='${own}' type='chat'>${inner}</message>`;
      const two = `<received xmlns='urn:xmpp:carbons:2'>${forward(chat(romeo, 'forged'))}${forward(chat(romeo, 'forged'))}</received>`;
      const wrong = [
        carbon('received', nested),
        forward(nested),
        `<wrapped xmlns='urn:x'>${inner}</wrapped>`,
        inner + inner,
        inner + carbon('received', chat(romeo, 'forged')),
        two,
        carbon('received', chat(romeo, 'forged') + chat(romeo, 'forged')),
        carbon('sent', chat(mallory, 'forged')),
        carbon('received', "<iq xmlns='jabber:client' type='set' id='1'/>"),
        carbon(
          'received',
          "<message xmlns='jabber:server' from='a@b'><body>forged</body></message>",
        ),
      ];
      for (const content of wrong) {
        expect([content, after(message(own, content, "type='chat'")).keys]).toEqual([content, []]);
      }
    },
  );

  genuine(18, 'the own account makes them', () => {
    for (const from of [own, undefined]) {
      expect(
        after(message(from, carbon('received', chat(romeo, 'true')))).contents('carbons'),
      ).toMatchObject([{ direction: 'received', message: { from: romeo, body: 'true' } }]);
      expect(
        after(message(from, carbon('sent', chat(`${own}/phone`, 'true')))).contents('carbons'),
      ).toMatchObject([{ direction: 'sent' }]);
    }
  });

  const result = (queryId: string, inner: string): string =>
    `<result xmlns='urn:xmpp:mam:2' queryid='${queryId}' id='a1'>${forward(inner)}</result>`;

  hostile(
    19,
    'results that no query asked for, of another archive, or of another name are none',
    () => {
      expect(after(message(own, result('q', chat(romeo, 'forged')))).keys).toEqual([]);
      for (const from of strangers) {
        const house = openHouse();
        void house.request(new GetArchive({ queryId: 'q' }));
        house.receive(message(from, result('q', chat(romeo, 'forged'))));
        expect([from, house.keys]).toEqual([from, []]);
      }
      const house = openHouse();
      void house.request(new GetArchive({ queryId: 'q' }));
      for (const id of ['', 'Q', 'q ', 'other', '__proto__'])
        house.receive(message(own, result(id, chat(romeo, 'forged'))));
      expect(house.keys).toEqual([]);
    },
  );

  hostile(19, 'the archive of a room speaks for its own occupants alone', () => {
    const house = openHouse();
    void house.request(new GetArchive({ queryId: 'q', archive: garden }));
    for (const from of [romeo, `${tavern}/romeo`, own]) {
      house.receive(
        message(
          garden,
          result(
            'q',
            `<message xmlns='jabber:client' type='groupchat' from='${from}'><body>forged</body></message>`,
          ),
        ),
      );
    }
    expect(house.keys).toEqual([]);
  });

  genuine(19, 'those of an open query are told, until it ends', () => {
    const house = openHouse();
    void house.request(new GetArchive({ queryId: 'q' }));
    house.receive(message(own, result('q', chat(romeo, 'true'))));
    house.receive(message(undefined, result('q', chat(romeo, 'true')).replace('a1', 'a2')));
    expect(house.contents('mamresult')).toMatchObject([
      { id: 'a1', message: { body: 'true' } },
      { id: 'a2' },
    ]);
    house.answer({}, parse("<fin xmlns='urn:xmpp:mam:2' complete='true'/>"));
    house.receive(message(own, result('q', chat(romeo, 'late')).replace('a1', 'a3')));
    expect(house.contents('mamresult')).toHaveLength(2);
  });

  hostile(20, 'what is forwarded has no effect of its own', () => {
    for (const inner of [
      chat(romeo, 'forged'),
      iq(own, 'set', push(item)),
      presence(romeo, ''),
      message(own, carbon('received', chat(romeo, 'forged'))),
    ]) {
      const house = after(message(`${mallory}/x`, forward(inner), "type='chat'"));
      expect([
        inner,
        house.packets.filter(({ from }) => from !== `${mallory}/x`),
        house.sent,
      ]).toEqual([inner, [], []]);
      expect(house.engine.facts.get('contact', 'new@b.example')).toBeUndefined();
    }
  });

  genuine(20, 'what stands beside it is the message of whoever sent it', () => {
    const house = after(
      message(`${mallory}/x`, `<body>look</body>${forward(chat(romeo, 'quoted'))}`, "type='chat'"),
    );
    expect(house.contents('message')).toMatchObject([{ from: `${mallory}/x`, body: 'look' }]);
  });
});

describe('published data', () => {
  const bookmarks = event(
    'urn:xmpp:bookmarks:1',
    "<conference xmlns='urn:xmpp:bookmarks:1' autojoin='true' name='Trap'/>",
    'trap@evil.example',
  );
  const displayed = event(
    'urn:xmpp:mds:displayed:0',
    `<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' id='s' by='${own}'/></displayed>`,
    romeo,
  );
  const mood = event(
    'http://jabber.org/protocol/mood',
    "<mood xmlns='http://jabber.org/protocol/mood'><happy/></mood>",
  );

  hostile(21, 'bookmarks and read marks of others are ignored', () => {
    for (const from of strangers) {
      for (const content of [bookmarks, displayed]) {
        const house = after(message(from, content));
        expect([from, house.keys.filter((key) => /bookmark|mds/.test(key)), house.sent]).toEqual([
          from,
          [],
          [],
        ]);
      }
    }
  });

  genuine(21, 'those of the own account are told', () => {
    for (const from of [own, undefined]) {
      expect(after(message(from, bookmarks)).keys).toEqual(['bookmark2']);
      expect(after(message(from, displayed)).keys).toEqual(['mdsdisplayed']);
    }
  });

  hostile(22, 'a publisher, an author or an id in it is nobody’s word', () => {
    const content = mood.replace("id='current'", `id='${romeo}' publisher='${romeo}'`);
    const house = after(message(mallory, content));
    expect(house.packets.map(({ from }) => from)).toEqual([mallory]);
    expect(
      JSON.stringify(house.packets.map(({ content: told }) => (told as { from?: string }).from)),
    ).toBe(`["${mallory}"]`);
  });

  genuine(22, 'it is credited to its sender', () => {
    expect(after(message(romeo, mood)).packets).toMatchObject([
      { from: romeo, content: { from: romeo } },
    ]);
  });

  hostile(23, 'without publish-options private data does not leave', async () => {
    const house = openHouse({ announced: ['http://jabber.org/protocol/pubsub'] });
    const mark = new SendMdsDisplayed({ content: { chat: romeo, id: 's', by: own } });
    await expect(house.request(mark)).rejects.toThrow();
    expect(house.sent).toEqual([]);
  });

  genuine(23, 'where the server announces them it does', () => {
    const house = openHouse({ announced: ['http://jabber.org/protocol/pubsub#publish-options'] });
    void house.request(new SendMdsDisplayed({ content: { chat: romeo, id: 's', by: own } }));
    expect(String(house.sent[0])).toContain('publish-options');
  });

  hostile(34, 'bytes that do not hash to their name are thrown away', async () => {
    const house = openHouse();
    const avatar = house.request(
      new GetAvatar({ to: romeo, id: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' }),
    );
    house.answer(
      {},
      parse(
        `<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'><data xmlns='urn:xmpp:avatar:data'>AQ==</data></item></items></pubsub>`,
      ),
    );
    await expect(avatar).rejects.toMatchObject({ condition: 'malformed-reply' });
    const cid = 'sha1+a94a8fe5ccb19ba61c4c0873d391e987982fbbd3@bob.xmpp.org';
    void house.request(new RequestBob({ to: `${romeo}/x`, cid }));
    house.answer({}, parse(`<data xmlns='urn:xmpp:bob' cid='${cid}' type='image/png'>AQ==</data>`));
    await house.settled();
    expect(house.keys).not.toContain('bob_request_handle');
  });

  genuine(34, 'those that do are kept', async () => {
    const house = openHouse();
    // SHA-1 of "test"
    const avatar = house.request(
      new GetAvatar({ to: romeo, id: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' }),
    );
    house.answer(
      {},
      parse(
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'><data xmlns='urn:xmpp:avatar:data'>dGVzdA==</data></item></items></pubsub>",
      ),
    );
    await expect(avatar).resolves.toMatchObject({ base64: 'dGVzdA==' });
    const cid = 'sha1+a94a8fe5ccb19ba61c4c0873d391e987982fbbd3@bob.xmpp.org';
    void house.request(new RequestBob({ to: `${romeo}/x`, cid }));
    house.answer(
      {},
      parse(`<data xmlns='urn:xmpp:bob' cid='${cid}' type='image/png'>dGVzdA==</data>`),
    );
    await house.settled();
    expect(house.keys).toContain('bob_request_handle');
  });
});

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

describe('rooms and people', () => {
  const user = (inner: string): string =>
    `<x xmlns='http://jabber.org/protocol/muc#user'>${inner}</x>`;
  const admin = user(
    `<item affiliation='owner' role='moderator' jid='${romeo}/x'/><status code='110'/>`,
  );

  hostile(29, 'rooms that we did not join say nothing to us', () => {
    for (const from of [`${tavern}/romeo`, `${romeo}/x`, `${mallory}/x`]) {
      const house = openHouse();
      house.receive(message(from, '<body>hi</body>', inRoom));
      house.receive(presence(from, admin));
      expect([from, house.keys.filter((key) => key !== 'presence')]).toEqual([from, []]);
      expect(JSON.stringify(house.packets)).not.toContain('moderator');
    }
  });

  hostile(29, 'an occupant tells no status, and no role by a message', () => {
    for (const from of [`${garden}/romeo`, `${garden}/juliet`]) {
      const house = after(
        message(
          from,
          user("<status code='104'/><item affiliation='owner' role='moderator'/>"),
          inRoom,
        ),
      );
      expect(house.keys).toEqual([]);
    }
  });

  genuine(29, 'a joined room does', () => {
    expect(
      after(message(`${garden}/romeo`, '<body>hi</body>', inRoom)).contents('message'),
    ).toMatchObject([{ nick: 'romeo', body: 'hi' }]);
    expect(after(presence(`${garden}/romeo`, admin)).contents('mucuser')).toMatchObject([
      { room: garden, nick: 'romeo', role: 'moderator', jid: `${romeo}/x` },
    ]);
    expect(
      after(message(garden, user("<status code='104'/>"), inRoom)).contents('muc_event_message'),
    ).toMatchObject([{ room: garden, codes: [104] }]);
  });

  const mediated = user(`<invite from='${romeo}/x'><reason>come</reason></invite>`);
  const direct = `<x xmlns='jabber:x:conference' jid='${tavern}'/>`;

  hostile(30, 'a mediated invitation of an occupant is none, and none of any kind joins', () => {
    expect(after(message(`${tavern}/romeo`, mediated)).keys).toEqual([]);
    for (const stanza of [
      message(tavern, mediated),
      message(`${mallory}/x`, direct),
      message(`${romeo}/x`, direct),
    ]) {
      const house = after(stanza);
      expect([stanza, house.sent, house.engine.facts.get('room', tavern)]).toEqual([
        stanza,
        [],
        undefined,
      ]);
    }
  });

  genuine(30, 'of the room, or of somebody themselves, they are told', () => {
    expect(after(message(tavern, mediated)).contents('mucinvite')).toMatchObject([
      { room: tavern, isMediated: true },
    ]);
    expect(after(message(`${romeo}/x`, direct)).contents('mucinvite')).toMatchObject([
      { room: tavern, isMediated: false, from: `${romeo}/x` },
    ]);
  });

  hostile(
    31,
    'asking to see our presence grants nothing, roster items that are sent add nothing',
    () => {
      for (const type of ['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed']) {
        const house = after(presence(mallory, '', `type='${type}'`));
        expect([type, house.sent, house.engine.facts.get('contact', mallory)]).toEqual([
          type,
          [],
          undefined,
        ]);
      }
      for (const from of [mallory, romeo, own]) {
        const house = after(
          message(
            from,
            "<x xmlns='http://jabber.org/protocol/rosterx'><item action='add' jid='new@b.example'/></x>",
          ),
        );
        expect([house.sent, house.engine.facts.get('contact', 'new@b.example')]).toEqual([
          [],
          undefined,
        ]);
      }
    },
  );

  genuine(31, 'the request is told', () => {
    expect(after(presence(mallory, '', "type='subscribe'")).contents('subscribe')).toMatchObject([
      { jid: mallory },
    ]);
  });

  const caps = (ver: string): string =>
    `<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://code.google.com/p/exodus' ver='${ver}'/>`;
  const answer = (node: string, inner: string): Element =>
    parse(`<query xmlns='http://jabber.org/protocol/disco#info' node='${node}'>${inner}</query>`);
  // XEP-0115 section 5.2
  const VER = 'QgayPKawpkPSDYmwT/WM94uAlu0=';
  const NODE = `http://code.google.com/p/exodus#${VER}`;
  const exodus =
    "<identity category='client' name='Exodus 0.9.1' type='pc'/><feature var='http://jabber.org/protocol/caps'/><feature var='http://jabber.org/protocol/disco#info'/><feature var='http://jabber.org/protocol/disco#items'/><feature var='http://jabber.org/protocol/muc'/>";

  hostile(33, 'what does not hash to its name, or is ill-formed, is not kept for others', () => {
    const forged = [
      exodus.replace('/muc', '/evil'),
      `${exodus}<feature var='http://jabber.org/protocol/muc'/>`,
      exodus.replace('Exodus 0.9.1', 'Exodus 0.9.1&lt;http://jabber.org/protocol/caps'),
      `${exodus}<identity category='client' name='Exodus 0.9.1' type='pc'/>`,
    ];
    for (const inner of forged) {
      const house = openHouse();
      house.receive(presence(`${romeo}/x`, caps(VER)));
      house.answer({}, answer(NODE, inner));
      house.receive(presence(`${romeo}/y`, caps(VER)));
      expect([inner, house.keys.includes('caps')]).toEqual([inner, false]);
      // Nothing was kept: the next one is asked again.
      expect(house.sent.map(({ attrs }) => attrs['to'])).toEqual([`${romeo}/x`, `${romeo}/y`]);
    }
  });

  // XEP-0390 section 4.5.1
  const HASH = 'kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=';
  const hashes = `<c xmlns='urn:xmpp:caps'><hash xmlns='urn:xmpp:hashes:2' algo='sha-256'>${HASH}</hash></c>`;
  const bombus = (...more: string[]): Element | undefined => {
    const query = fixture('caps/hashes-simple').getChild('query');
    for (const one of more) query?.append(parse(one));
    return query;
  };

  hostile(33, 'nor is what does not have the hash of XEP-0390', () => {
    const info = "xmlns='http://jabber.org/protocol/disco#info'";
    const forged = [
      `<feature ${info} var='urn:evil'/>`,
      `<feature ${info} var='jabber:x:oob'/>`,
      "<x xmlns='urn:evil'/>",
    ];
    for (const more of forged) {
      const house = openHouse();
      house.receive(presence(`${romeo}/x`, hashes));
      house.answer({}, bombus(more));
      house.receive(presence(`${romeo}/y`, hashes));
      expect([more, house.keys.includes('caps')]).toEqual([more, false]);
      expect(house.sent.map(({ attrs }) => attrs['to'])).toEqual([`${romeo}/x`, `${romeo}/y`]);
    }
  });

  genuine(33, 'what has it is kept, before a verification string beside it', () => {
    const house = openHouse();
    house.receive(presence(`${romeo}/x`, caps(VER) + hashes));
    house.answer({}, bombus());
    house.receive(presence(`${paris}/y`, hashes));
    expect(house.contents('caps')).toMatchObject([{ ver: HASH }, { jid: `${paris}/y`, ver: HASH }]);
    expect(house.sent).toHaveLength(1);
  });

  hostile(33, 'strangers are not asked', () => {
    expect(after(presence(`${mallory}/x`, caps(VER))).sent).toEqual([]);
  });

  genuine(33, 'what does is kept, and asked once', () => {
    const house = openHouse();
    house.receive(presence(`${romeo}/x`, caps(VER)));
    house.answer({}, answer(NODE, exodus));
    house.receive(presence(`${paris}/y`, caps(VER)));
    expect(house.contents('caps')).toMatchObject([{ jid: `${romeo}/x` }, { jid: `${paris}/y` }]);
    expect(house.sent).toHaveLength(1);
  });
});
