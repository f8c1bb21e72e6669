/** Rules 17 to 20: own lists, and copies of what was said. */
import { describe, expect } from '@jest/globals';
import { parse } from '@xec/stanza';
import { GetArchive } from '@xec/xec';
import type { TestRoom } from '../rooms/index.js';
import {
  after,
  carbon,
  chat,
  forward,
  garden,
  iq,
  mallory,
  message,
  openHouse,
  own,
  presence,
  romeo,
  strangers,
  tavern,
} from './house.js';
import { genuine, hostile } from './test-of-rule.js';

const push = (items: string): string => `<query xmlns='jabber:iq:roster'>${items}</query>`;
const item = "<item jid='new@b.example' subscription='both'/>";
const blocked = "<block xmlns='urn:xmpp:blocking'><item jid='new@b.example'/></block>";

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
      for (const inside of [
        "<item jid='a@b@c'/>",
        '<jid>a@b.example</jid>',
        "<item xmlns='urn:x'/>",
      ]) {
        const all = `<unblock xmlns='urn:xmpp:blocking'>${inside}</unblock>`;
        expect([inside, after(iq(own, 'set', all)).keys]).toEqual([inside, []]);
      }
      expect(after(message(own, push(item))).keys).toEqual([]);
    },
  );

  genuine(17, 'pushes of the own account do', () => {
    for (const from of [undefined, own]) {
      expect(after(iq(from, 'set', push(item))).keys).toEqual(['roster']);
      expect(after(iq(from, 'set', blocked)).keys).toEqual(['blocked']);
      const all = "<unblock xmlns='urn:xmpp:blocking'/>";
      expect(after(iq(from, 'set', all)).keys).toEqual(['unblocked']);
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
