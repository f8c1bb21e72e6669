import { describe, expect, it } from '@jest/globals';
import {
  NS_DISCO_INFO,
  capsElement,
  presenceStanza,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { feature } from '../core/index.js';
import { VerifyCaps, caps, knownCaps, ownCaps } from './index.js';

const self = 'bob@localhost/caps';
const alice = 'alice@localhost/caps';
const contacts = {
  'alice@localhost': { subscription: 'both' },
  'benvolio@capulet.lit': { subscription: 'both' },
  'tybalt@capulet.lit': { subscription: 'to' },
} as const;
const simple = {
  hash: 'sha-1',
  ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=',
  node: 'http://exodus.example',
};

const open = (): TestRoom => openRoom(caps, { self, contacts });

/** What is hashed for `simple`. */
const { text } = fixtureJson<{ text: string }>('caps/simple');

/** The query of an answer. */
const answerOf = (name: string): Element | undefined => fixture(name).getChild('query');

const query = (...features: string[]): XmlElement =>
  xml(
    'query',
    { xmlns: NS_DISCO_INFO },
    xml('identity', { category: 'client', type: 'pc' }),
    ...features.map((each) => xml('feature', { var: each })),
  );

const available = (from: string, ...children: XmlElement[]): XmlElement => {
  const presence = presenceStanza({}, ...children);
  presence.attrs['from'] = from;
  return presence;
};

const announce = (room: TestRoom, from: string, announced = simple): void => {
  room.receive(available(from, capsElement(announced)));
};

describe('our own capabilities', () => {
  it('are the hash of what is in use', () => {
    const exodus = openRoom(
      feature({ name: 'x', namespaces: ['http://jabber.org/protocol/muc'], requires: [caps] }),
      { self },
    );
    const advertised = {
      ...exodus.registry.advertised,
      identities: [{ category: 'client', type: 'pc', name: 'Exodus 0.9.1' }],
      // XEP-0390 came later than that example.
      features: exodus.registry.advertised.features.filter((each) => each !== 'urn:xmpp:caps'),
    };
    toEqualXml(
      ownCaps(advertised),
      `<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='https://xec.example/'
          ver='${simple.ver}'/>`,
    );
    expect(ownCaps(advertised)).not.toBe(ownCaps(advertised));
  });

  it('are known without asking', () => {
    const room = open();
    room.receive(available('bob@localhost/other', ownCaps(room.registry.advertised)));
    expect(room.sent).toEqual([]);
    expect(room.packets).toMatchObject([
      { key: 'caps', content: { features: room.registry.advertised.features } },
    ]);
  });
});

describe.each(['prosody', 'ejabberd'])('capabilities through %s', (server) => {
  it('are asked for, verified, told and kept', () => {
    const room = open();
    const { note: _note, ...announced } = fixtureJson<typeof simple & { note: string }>(
      `caps/presence-${server}`,
    );
    const { note: _other, ...info } = fixtureJson<{ note: string }>(`caps/answer-${server}`);
    room.receive(fixture(`caps/presence-${server}`));
    expect(room.sent[0]?.attrs).toMatchObject({ to: alice, type: 'get' });
    expect(room.sent[0]?.getChild('query')?.attrs['node']).toBe(
      `${announced.node}#${announced.ver}`,
    );
    room.answer({}, answerOf(`caps/answer-${server}`));
    expect(room.keys).toEqual(['caps_verify_handle', 'caps']);
    expect(room.contents('caps')).toEqual([{ jid: alice, ...announced, ...info }]);
    expect(room.engine.facts.all('capsEntity').size).toBe(0);
    expect(room.engine.facts.all('capsAsked').size).toBe(0);

    room.receive(fixture(`caps/presence-${server}`, { from: 'alice@localhost/phone' }));
    expect(room.sent).toHaveLength(1);
    expect(room.contents('caps')).toHaveLength(2);
    expect(room.contents('caps')[1]).toMatchObject({ jid: 'alice@localhost/phone', ...info });
  });
});

describe('a verification string', () => {
  it('with forms and languages is verified', () => {
    const room = open();
    const { ver, hash } = fixtureJson<{ ver: string; hash: string }>('caps/complex');
    announce(room, 'benvolio@capulet.lit/230193', { ver, hash, node: 'http://psi-im.org' });
    room.answer({ 'xml:lang': 'en' }, answerOf('caps/complex'));
    expect(room.keys).toEqual(['caps_verify_handle', 'caps']);
    const ctx = {
      advertised: room.registry.advertised,
      fact: room.engine.fact.bind(room.engine),
    };
    expect(knownCaps(ctx, { ver, hash })?.forms[0]?.formType).toBe(
      'urn:xmpp:dataforms:softwareinfo',
    );
    expect(knownCaps(ctx, { ver, hash: 'sha-256' })).toBeUndefined();
  });

  it('of SHA-256 is verified too', () => {
    const room = open();
    const ver = '2e3DABKZ0XgCK7T/waeSmbmOvRwUj3FDHy0+zukwQks=';
    announce(room, alice, { ...simple, hash: 'sha-256', ver });
    room.answer({}, query('a'));
    expect(room.contents('caps_verify_handle')).toMatchObject([{ features: ['a'] }]);
    expect(room.keys).toContain('caps');
  });

  it('is asked for once, whoever announces it, and told of all', () => {
    const room = open();
    for (const resource of ['a', 'b', 'c', 'a']) announce(room, `alice@localhost/${resource}`);
    expect(room.sent).toHaveLength(1);
    room.answer({}, answerOf('caps/simple'));
    expect(room.contents('caps')).toMatchObject([
      { jid: 'alice@localhost/a' },
      { jid: 'alice@localhost/b' },
      { jid: 'alice@localhost/c' },
    ]);
  });

  it('is told of once for an answer that comes twice', () => {
    const room = open();
    announce(room, alice);
    room.answer({ from: 'mallory@evil.example/x' }, answerOf('caps/simple'));
    expect(room.keys).toEqual([]);
    room.answer({}, answerOf('caps/simple'));
    room.answer({}, answerOf('caps/simple'));
    expect(room.keys).toEqual(['caps_verify_handle', 'caps']);
  });

  it('is not told of an entity that announced another one meanwhile', () => {
    const room = open();
    announce(room, alice);
    const first = room.sent[0]?.attrs['id'] as string;
    announce(room, alice, { ...simple, ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=' });
    expect(room.sent).toHaveLength(2);
    room.answer({ id: first }, answerOf('caps/simple'));
    expect(room.keys).toEqual(['caps_verify_handle']);
    room.answer({}, answerOf('caps/complex'));
    expect(room.contents('caps')).toMatchObject([{ ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=' }]);
  });
});

describe('what is not verified', () => {
  const doubts = (room: TestRoom): unknown[] =>
    room.contents('caps_verify_handle').map((content) => (content as { doubt?: string }).doubt);

  it.each<[string, string, () => Element | undefined]>([
    ['another answer', 'mismatch', () => query('urn:a')],
    ['no query', 'ill-formed', () => undefined],
    ['no identity', 'ill-formed', () => xml('query', { xmlns: NS_DISCO_INFO })],
    ['a feature twice', 'ill-formed', () => query('urn:a', 'urn:a')],
    ['a < in a feature', 'ill-formed', () => query('urn:a<urn:b')],
    ['one feature that reads as all of the parts', 'ill-formed', () => query(text.slice(0, -1))],
    ['a long answer', 'too-long', () => query('x'.repeat(20_000))],
  ])('by %s counts for the entity alone', (_what, doubt, answer) => {
    const room = open();
    announce(room, alice);
    room.answer({}, answer());
    expect(room.keys).toEqual(['caps_verify_handle']);
    expect(room.packets[0]?.content).toMatchObject({ jid: alice, isVerified: false, doubt });
    expect(room.engine.facts.all('caps').size).toBe(0);
    announce(room, alice);
    expect(room.sent).toHaveLength(1);
  });

  it('is asked of the next who announces it', () => {
    const room = open();
    announce(room, 'alice@localhost/liar');
    announce(room, 'alice@localhost/honest');
    room.answer({}, query('urn:a'));
    expect(room.sent[1]?.attrs['to']).toBe('alice@localhost/honest');
    room.answer({}, answerOf('caps/simple'));
    expect(doubts(room)).toEqual(['mismatch', undefined]);
    // What the liar announces is known now, whatever it said when it was asked.
    expect(room.contents('caps')).toMatchObject([
      { jid: 'alice@localhost/liar', features: expect.any(Array) },
      { jid: 'alice@localhost/honest' },
    ]);
  });

  it('is asked of each for itself where the hash function is not known', () => {
    const room = open();
    const odd = { ...simple, hash: 'md6' };
    announce(room, 'alice@localhost/a', odd);
    announce(room, 'alice@localhost/b', odd);
    expect(room.sent.map(({ attrs }) => attrs['to'] as string)).toEqual([
      'alice@localhost/a',
      'alice@localhost/b',
    ]);
    room.answer({}, query('urn:a'));
    expect(doubts(room)).toEqual(['unknown-hash']);
    expect(room.keys).toEqual(['caps_verify_handle']);
  });

  it('is reported where the entity refuses, and not asked again', () => {
    const room = open();
    announce(room, alice);
    room.refuse('service-unavailable');
    expect(room.packets).toMatchObject([
      { key: 'caps_verify_error', content: { jid: alice, condition: 'service-unavailable' } },
    ]);
    announce(room, alice);
    expect(room.sent).toHaveLength(1);
  });

  it('is asked of the next when the entity keeps silent', () => {
    const room = open();
    announce(room, 'alice@localhost/a');
    announce(room, 'alice@localhost/b');
    room.runtime.advance(61_000);
    expect(room.contents('caps_verify_error')).toMatchObject([{ condition: 'timeout' }]);
    expect(room.sent[1]?.attrs['to']).toBe('alice@localhost/b');
  });

  it('is asked of nobody when the stream goes, and anew on the next', () => {
    const room = open();
    announce(room, 'alice@localhost/a');
    announce(room, 'alice@localhost/b');
    room.engine.lost();
    room.runtime.flush();
    expect(room.contents('caps_verify_error')).toMatchObject([{ condition: 'connection-lost' }]);
    expect(room.sent).toHaveLength(1);
    room.online();
    announce(room, 'alice@localhost/b');
    expect(room.sent.at(-1)?.attrs['to']).toBe('alice@localhost/b');
  });

  it('is forgotten with its stream', () => {
    const room = open();
    announce(room, alice);
    room.answer({}, query('urn:a'));
    room.online();
    announce(room, alice);
    expect(room.sent.filter(({ attrs }) => attrs['to'] === alice)).toHaveLength(2);
  });
});

describe('what is announced', () => {
  it('by a contact who may not see our presence is not asked for: asking would show it', () => {
    const room = open();
    announce(room, 'tybalt@capulet.lit/sword');
    expect(room.sent).toEqual([]);
  });

  it('by strangers is told if known, and never asked for', () => {
    const room = open();
    announce(room, 'stranger@evil.example/x');
    expect(room.sent).toEqual([]);
    announce(room, alice);
    room.answer({}, answerOf('caps/simple'));
    announce(room, 'stranger@evil.example/x');
    expect(room.contents('caps')).toMatchObject([
      { jid: alice },
      { jid: 'stranger@evil.example/x' },
    ]);
  });

  it('in a joined room is asked for', () => {
    const room = openRoom(caps, { self, rooms: { 'garden@rooms.example': { nick: 'bob' } } });
    announce(room, 'garden@rooms.example/alice');
    expect(room.sent[0]?.attrs['to']).toBe('garden@rooms.example/alice');
  });

  it.each<[string, XmlElement]>([
    [
      'in the legacy format',
      available(alice, xml('c', { xmlns: 'http://jabber.org/protocol/caps', node: 'n', ver: '1' })),
    ],
    ['twice', available(alice, capsElement(simple), capsElement({ ...simple, ver: 'x' }))],
    ['in another element', available(alice, xml('x', {}, capsElement(simple)))],
    ['at length', available(alice, capsElement({ ...simple, node: 'n'.repeat(2000) }))],
    ['in a message', xml('message', { xmlns: 'jabber:client', from: alice }, capsElement(simple))],
  ])('%s is ignored', (_how, stanza) => {
    const room = open();
    room.receive(stanza);
    expect([room.sent, room.keys, room.faults]).toEqual([[], [], []]);
  });

  it.each(['unavailable', 'subscribe', 'error', 'probe'])(
    'in presence of type %s is ignored',
    (type) => {
      const room = open();
      const presence = available(alice, capsElement(simple));
      presence.attrs['type'] = type;
      room.receive(presence);
      expect(room.sent).toEqual([]);
    },
  );
});

describe('the numbers', () => {
  /** As many verification strings as wanted, of the right length. */
  const ver = (number: number): string => `${String(number).padStart(27, 'A')}=`;

  it('of questions at a time is bounded, and the others are asked later', () => {
    const room = open();
    for (let each = 0; each < 60; each += 1) {
      announce(room, `alice@localhost/${String(each)}`, { ...simple, ver: ver(each) });
    }
    expect(room.sent).toHaveLength(50);
    room.answer({}, query('urn:a'));
    expect(room.sent).toHaveLength(51);
    expect(room.sent.at(-1)?.attrs['to']).toBe('alice@localhost/50');
  });

  it('of entities that are remembered is bounded', () => {
    const room = open();
    for (let each = 0; each < 1010; each += 1) {
      announce(room, `alice@localhost/${String(each)}`, { ...simple, ver: ver(each) });
    }
    expect(room.engine.facts.all('capsEntity').size).toBe(1000);
  });

  it('of what is known is bounded, and the oldest goes', () => {
    const room = open();
    for (let each = 0; each < 500; each += 1) {
      const at = each === 7 ? 1 : 1000 + each;
      const value = { identities: [], features: [], forms: [], at };
      room.engine.facts.apply({ section: 'caps', key: `sha-1 ${ver(each)}`, value });
    }
    announce(room, alice);
    room.answer({}, answerOf('caps/simple'));
    const known = room.engine.facts.all('caps');
    expect(known.size).toBe(500);
    expect(known.has(`sha-1 ${ver(7)}`)).toBe(false);
    expect(known.has(`sha-1 ${simple.ver}`)).toBe(true);
  });
});

describe('asking by oneself', () => {
  it('tells of who was asked', async () => {
    const room = open();
    const asked = room.request(new VerifyCaps({ jid: 'romeo@montague.lit/orchard', ...simple }));
    room.answer({}, answerOf('caps/simple'));
    await expect(asked).resolves.toMatchObject({ isVerified: true });
    expect(room.contents('caps')).toMatchObject([{ jid: 'romeo@montague.lit/orchard' }]);
  });
});
