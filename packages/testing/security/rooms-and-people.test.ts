/** Rules 29 to 31, and 33: rooms and people. */
import { describe, expect } from '@jest/globals';
import { parse, type Element } from '@xec/stanza';
import { fixture } from '../fixtures/index.js';
import {
  after,
  garden,
  inRoom,
  mallory,
  message,
  openHouse,
  own,
  paris,
  presence,
  romeo,
  tavern,
} from './house.js';
import { genuine, hostile } from './test-of-rule.js';

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
