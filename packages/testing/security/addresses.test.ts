/** Rules 1 to 6: addresses. */
import { describe, expect } from '@jest/globals';
import { parseJid, unescapeLocal } from '@xec/stanza';
import { Ask } from '../reliability/probe/index.js';
import { genuine, hostile } from './test-of-rule.js';
import { garden, iq, isSilent, message, openHouse, own, presence, romeo, told } from './house.js';

const x = (count: number): string => 'x'.repeat(count);

describe('an address', () => {
  hostile(
    1,
    'empty parts, a second @, a part of 1,024 octets and the like are no addresses',
    () => {
      const wrong = ['', '@', '/', 'a@', '@b', 'b/', 'a@b/', 'a@b@c', 'a@@b', `${x(1024)}@b`];
      const long = [`a@b/${x(1024)}`, `a@b/${'ä'.repeat(512)}`, `a@${x(1024)}`];
      for (const text of [...wrong, ...long]) {
        expect(() => parseJid(text)).toThrow();
        const house = openHouse();
        house.receive(message(text, told()));
        // An attribute that is there and empty is no absent one.
        expect([text, isSilent(house)]).toEqual([text, true]);
      }
    },
  );

  genuine(1, 'further @ and / belong to the resource; a part has 1,023 octets', () => {
    expect(parseJid('a@b.example/c/d@e@f').resource).toBe('c/d@e@f');
    expect(parseJid('b.example/a@c').bare).toBe('b.example');
    expect(parseJid(`${x(1023)}@b/${'ä'.repeat(511)}`).resource).toHaveLength(511);
  });

  hostile(2, 'a code point that only looks like a letter makes no other address', () => {
    // The Kelvin sign lower-cases to k, and is none.
    for (const text of [
      '\u212Aate@b.example',
      'ﬁne@b.example',
      'a b@c.example',
      'ro\u00ADmeo@b.example',
    ]) {
      expect(() => parseJid(text)).toThrow();
    }
    const house = openHouse({ contacts: { 'kate@b.example': { subscription: 'from' } } });
    house.receive(iq('\u212Aate@b.example/x', 'get', "<query xmlns='jabber:iq:last'/>"));
    expect(isSilent(house)).toBe(true);
  });

  genuine(2, 'letter case and A-labels do not matter, the case of a resource does', () => {
    expect(parseJid('ROMEO@Bücher.example/X').toString()).toBe('romeo@bücher.example/X');
    expect(parseJid('romeo@xn--bcher-kva.example').toString()).toBe('romeo@bücher.example');
    expect(parseJid('a@b/X').toString()).not.toBe(parseJid('a@b/x').toString());
  });

  hostile(3, 'stanzas from no address have no effect, requests have no answer', () => {
    for (const from of ['a@b@c', '@capulet.example', 'juliet@capulet.example/']) {
      const house = openHouse();
      house.receive(message(from, '<body>hi</body>', "type='chat'"));
      house.receive(presence(from, ''));
      house.receive(iq(from, 'get', "<ping xmlns='urn:xmpp:ping'/>"));
      house.receive(iq(from, 'set', "<query xmlns='jabber:iq:roster'/>"));
      expect([from, isSilent(house)]).toEqual([from, true]);
    }
  });

  genuine(3, 'an odd address that is one is answered', () => {
    const house = openHouse();
    house.receive(
      iq(
        "o'hara&co@b.example/a b".replaceAll("'", '&apos;').replace('&co', '~co'),
        'get',
        "<ping xmlns='urn:xmpp:ping'/>",
      ),
    );
    // The apostrophe is not allowed in a localpart: escaped it is.
    expect(house.sent).toEqual([]);
    house.receive(iq('o\\27hara@b.example/a b', 'get', "<ping xmlns='urn:xmpp:ping'/>"));
    expect(house.sent.map(({ attrs }) => attrs['to'])).toEqual(['o\\27hara@b.example/a b']);
  });

  hostile(4, 'an escaped address is not the one that it shows', () => {
    const shown = 'juliet\\40capulet.example@evil.example';
    expect(unescapeLocal('juliet\\40capulet.example')).toBe(own);
    const house = openHouse();
    const push =
      "<query xmlns='jabber:iq:roster'><item jid='a@b.example' subscription='both'/></query>";
    house.receive(iq(shown, 'set', push));
    expect(house.packets).toEqual([]);
    expect(house.engine.facts.get('contact', 'a@b.example')).toBeUndefined();
  });

  hostile(4, 'a nickname that is an address speaks for nobody but its occupant', () => {
    const house = openHouse();
    void house.request(new Ask({ n: 1, to: romeo }));
    const id = String(house.sent[0]?.attrs['id']);
    house.receive(iq(`${garden}/${romeo}`, 'result', '', id));
    expect(house.packets).toEqual([]);
    expect(house.completed).toEqual([]);
  });

  genuine(4, 'two ways to write one address are one', () => {
    const house = openHouse();
    void house.request(new Ask({ n: 1, to: 'Romeo@MONTAGUE.example' }));
    const id = String(house.sent[0]?.attrs['id']);
    house.receive(iq(romeo, 'result', '', id));
    expect(house.keys).toEqual(['probe_ask_handle']);
  });

  hostile(
    5,
    'a name that turns the text around stands beside the address, in a place of its own',
    () => {
      const house = openHouse();
      const nick = '\u202Emoc.elpmaxe@teiluj';
      house.receive(
        message(
          'mallory@evil.example',
          `<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='http://jabber.org/protocol/nick'><item id='1'><nick xmlns='http://jabber.org/protocol/nick'>${nick}</nick></item></items></event>`,
        ),
      );
      for (const { content, from } of house.packets) {
        expect(from).toBe('mallory@evil.example');
        expect(content).toMatchObject({ from: 'mallory@evil.example' });
      }
      expect(house.packets).not.toEqual([]);
    },
  );

  hostile(5, 'directional characters are in no address', () => {
    for (const sign of ['\u202E', '\u2066', '\u200F', '\u061C']) {
      expect(() => parseJid(`ab${sign}c@b.example`)).toThrow();
      expect(() => parseJid(`a@b${sign}.example`)).toThrow();
      expect(() => parseJid(`a@b.example/x${sign}y`)).toThrow();
    }
  });

  genuine(5, 'letters that are written from right to left are', () => {
    expect(parseJid('שלום@b.example/سلام').local).toBe('שלום');
  });

  hostile(6, 'an empty from is not an absent one, and neither is our own full address', () => {
    const push =
      "<query xmlns='jabber:iq:roster'><item jid='a@b.example' subscription='both'/></query>";
    for (const attribute of [
      "from=''",
      "from='juliet@capulet.example/other'",
      "x:from='juliet@capulet.example' xmlns:x='urn:x'  from='mallory@evil.example'",
    ]) {
      const house = openHouse();
      house.receive(`<iq xmlns='jabber:client' type='set' id='1' ${attribute}>${push}</iq>`);
      expect(house.packets).toEqual([]);
    }
  });

  genuine(6, 'without from it is the own account', () => {
    const push =
      "<query xmlns='jabber:iq:roster'><item jid='a@b.example' subscription='both'/></query>";
    for (const from of [undefined, own, 'Juliet@Capulet.EXAMPLE']) {
      const house = openHouse();
      house.receive(iq(from, 'set', push));
      expect(house.keys).toEqual(['roster']);
      expect(house.sent.map((el) => el.attrs['type'])).toEqual(['result']);
    }
  });
});
