import { describe, expect, it } from '@jest/globals';
import {
  NS_DISCO_INFO,
  capabilityHashNode,
  capabilityHashes,
  capsElement,
  iqGet,
  presenceStanza,
  readDiscoInfo,
  xml,
  type Element,
  type Hash,
  type XmlElement,
} from '@xec/stanza';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { ping } from '../ping/index.js';
import { announcedCaps, caps, knownCaps } from './index.js';

const self = 'bob@localhost/caps';
const alice = 'alice@localhost/caps';
const node = 'urn:xmpp:caps';
const { hashes } = fixtureJson<{ hashes: readonly [Hash, Hash] }>('caps/hashes-simple');
const [sha256, sha3] = hashes;
const old = { node: 'http://exodus.example', hash: 'sha-1', ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=' };

const open = (): TestRoom =>
  openRoom([caps, ping], { self, contacts: { 'alice@localhost': { subscription: 'both' } } });

const announce = (room: TestRoom, from: string, ...children: XmlElement[]): void => {
  const presence = presenceStanza({}, ...children);
  presence.attrs['from'] = from;
  room.receive(presence);
};

const answerOf = (name: string): Element | undefined => fixture(name).getChild('query');

const asked = (room: TestRoom): unknown[] =>
  room.sent.map((iq) => iq.getChild('query', NS_DISCO_INFO)?.attrs['node']);

/** The simple example, with something more in it. */
const answerWith = (...more: XmlElement[]): Element | undefined => {
  const query = answerOf('caps/hashes-simple');
  for (const one of more) query?.append(one);
  return query;
};

describe('our own capabilities', () => {
  it('are announced in both ways, and told under the node of the hash', () => {
    const room = open();
    const [c, hashed] = announcedCaps(room.registry.advertised);
    expect(c?.attrs['hash']).toBe('sha-1');
    expect(hashed?.getChildren('hash').map(({ attrs }) => attrs['algo'])).toEqual(['sha-256']);
    const value = hashed?.getChildText('hash') ?? '';
    const question = iqGet(
      self,
      xml('query', { xmlns: NS_DISCO_INFO, node: `${node}#sha-256.${value}` }),
    );
    Object.assign(question.attrs, { from: alice, id: 'q' });
    room.receive(question);
    const [answer] = room.sent;
    expect(answer?.attrs).toMatchObject({ type: 'result', to: alice });
    // What was announced is what is said: another of us verifies it.
    const other = openRoom(caps, {
      self: 'alice@localhost/x',
      contacts: { 'bob@localhost': { subscription: 'both' } },
    });
    announce(other, self, ...announcedCaps(room.registry.advertised));
    other.answer({}, answer?.getChild('query'));
    expect(other.contents('caps')).toMatchObject([
      { jid: self, node, hash: 'sha-256', ver: value, features: room.registry.advertised.features },
    ]);
  });

  it('are hashed with the language of our identity, whatever is stamped on the answer', () => {
    const room = open();
    const other = openRoom(caps, {
      self: 'alice@localhost/x',
      contacts: { 'bob@localhost': { subscription: 'both' } },
    });
    announce(other, self, ...announcedCaps(room.registry.advertised));
    const question = iqGet(self, xml('query', { xmlns: NS_DISCO_INFO }));
    Object.assign(question.attrs, { from: alice, id: 'q' });
    room.receive(question);
    other.answer({ 'xml:lang': 'de' }, room.sent[0]?.getChild('query'));
    expect(other.contents('caps_verify_handle')).toMatchObject([{ isVerified: true }]);
  });

  it('are known without asking, by either hash', () => {
    const room = open();
    for (const one of announcedCaps(room.registry.advertised)) {
      announce(room, 'bob@localhost/other', one);
    }
    expect(room.sent).toEqual([]);
    expect(room.contents('caps')).toMatchObject([{ hash: 'sha-1' }, { hash: 'sha-256', node }]);
  });

  it('are not told for another hash', () => {
    const room = open();
    const question = iqGet(
      self,
      xml('query', { xmlns: NS_DISCO_INFO, node: capabilityHashNode(sha256) }),
    );
    Object.assign(question.attrs, { from: alice, id: 'q' });
    room.receive(question);
    expect(room.sent[0]?.getChild('error')?.getChild('item-not-found')).toBeDefined();
  });
});

describe('capability hashes', () => {
  it.each(['simple', 'complex'])('of the %s example are asked for, verified and kept', (name) => {
    const room = open();
    const example = fixtureJson<{ hashes: Hash[]; node: string }>(`caps/hashes-${name}`);
    const [hash] = example.hashes;
    announce(room, alice, capabilityHashes(example.hashes));
    expect(asked(room)).toEqual([example.node]);
    room.answer({}, answerOf(`caps/hashes-${name}`));
    expect(room.keys).toEqual(['caps_verify_handle', 'caps']);
    const info = readDiscoInfo(fixture(`caps/hashes-${name}`));
    expect(room.contents('caps')).toEqual([
      { jid: alice, node, hash: hash?.algo, ver: hash?.value, ...info },
    ]);
    announce(room, 'alice@localhost/phone', capabilityHashes(example.hashes));
    expect(room.sent).toHaveLength(1);
    expect(room.contents('caps')[1]).toMatchObject({ jid: 'alice@localhost/phone', ...info });
  });

  it('go before a verification string, wherever it stands', () => {
    const room = open();
    announce(room, alice, capsElement(old), capabilityHashes(hashes));
    announce(room, 'alice@localhost/b', capabilityHashes(hashes), capsElement(old));
    expect(asked(room)).toEqual([capabilityHashNode(sha256)]);
    room.answer({}, answerOf('caps/hashes-simple'));
    expect(room.contents('caps')).toMatchObject([{ jid: alice }, { jid: 'alice@localhost/b' }]);
  });

  it('go before what is known for a verification string beside them', () => {
    const room = open();
    announce(room, alice, capsElement(old));
    room.answer({}, answerOf('caps/simple'));
    announce(room, alice, capsElement(old), capabilityHashes(hashes));
    expect(asked(room)).toHaveLength(2);
    expect(room.contents('caps')).toHaveLength(1);
  });

  it('are known by any of them', () => {
    const room = open();
    announce(room, alice, capabilityHashes([sha3]));
    expect(asked(room)).toEqual([capabilityHashNode(sha3)]);
    room.answer({}, answerOf('caps/hashes-simple'));
    announce(room, 'alice@localhost/b', capabilityHashes([sha256, sha3]));
    expect(room.sent).toHaveLength(1);
    expect(room.contents('caps')).toMatchObject([{ hash: 'sha3-256' }, { hash: 'sha3-256' }]);
  });

  it('may be of a language that is stamped on the answer, and are kept with it', () => {
    const room = open();
    const { hashes: complex } = fixtureJson<{ hashes: Hash[] }>('caps/hashes-complex');
    announce(room, alice, capabilityHashes(complex));
    const query = answerOf('caps/hashes-complex');
    const identity = query?.getChild('identity');
    if (identity) identity.attrs['xml:lang'] = undefined;
    room.answer({ 'xml:lang': 'en' }, query);
    expect(room.contents('caps')).toMatchObject([{ identities: [{ lang: 'en' }, { lang: 'ru' }] }]);
  });

  it('are kept apart from verification strings of the same function and value', () => {
    const room = open();
    announce(room, alice, capabilityHashes([sha256]));
    room.answer({}, answerOf('caps/hashes-simple'));
    const ctx = { advertised: room.registry.advertised, fact: room.engine.fact.bind(room.engine) };
    const name = { hash: sha256.algo, ver: sha256.value };
    expect(knownCaps(ctx, { ...name, node })).toBeDefined();
    expect(knownCaps(ctx, name)).toBeUndefined();
    announce(room, alice, capsElement({ ...name, node: 'http://exodus.example' }));
    expect(asked(room).at(-1)).toBe(`http://exodus.example#${sha256.value}`);
  });
});

describe('what proves nothing', () => {
  const feature = (name: string): XmlElement => xml('feature', { xmlns: NS_DISCO_INFO, var: name });

  it.each<[string, string, () => Element | undefined]>([
    ['another answer', 'mismatch', () => answerWith(feature('urn:a'))],
    ['no query', 'ill-formed', () => undefined],
    ['no identity', 'ill-formed', () => xml('query', { xmlns: NS_DISCO_INFO })],
    ['a feature twice', 'ill-formed', () => answerWith(feature('jabber:x:oob'))],
    ['an element that is not hashed', 'ill-formed', () => answerWith(xml('x', { xmlns: 'urn:x' }))],
    ['a form without a type', 'ill-formed', () => answerWith(xml('x', { xmlns: 'jabber:x:data' }))],
    ['a long answer', 'too-long', () => answerWith(feature('x'.repeat(20_000)))],
  ])('by %s is not kept', (_what, doubt, answer) => {
    const room = open();
    announce(room, alice, capabilityHashes(hashes));
    room.answer({}, answer());
    expect(room.keys).toEqual(['caps_verify_handle']);
    expect(room.packets[0]?.content).toMatchObject({ jid: alice, isVerified: false, doubt });
    expect(room.engine.facts.all('caps').size).toBe(0);
    announce(room, alice, capabilityHashes(hashes));
    expect(room.sent).toHaveLength(1);
  });

  it.each<[string, XmlElement[]]>([
    ['no hash', [capabilityHashes([])]],
    ['SHA-1 alone', [capabilityHashes([{ algo: 'sha-1', value: old.ver }])]],
    ['functions that are not known', [capabilityHashes([{ ...sha256, algo: 'md6' }])]],
    ['a value that is no hash', [capabilityHashes([{ algo: 'sha-256', value: 'AAAA' }])]],
    ['one function twice', [capabilityHashes([sha256, { ...sha3, algo: 'sha-256' }])]],
    ['two of them', [capabilityHashes([sha256]), capabilityHashes([sha3])]],
  ])('with %s leaves the verification string', (_what, elements) => {
    const room = open();
    announce(room, alice, ...elements);
    expect(room.sent).toEqual([]);
    announce(room, alice, ...elements, capsElement(old));
    expect(asked(room)).toEqual([`${old.node}#${old.ver}`]);
  });

  it('is a verification string that calls itself a hash', () => {
    const room = open();
    announce(room, alice, capsElement({ node, hash: sha256.algo, ver: sha256.value }));
    expect(room.sent).toEqual([]);
  });

  it('by a stranger is not asked for', () => {
    const room = open();
    announce(room, 'mallory@evil.example/x', capabilityHashes(hashes));
    expect(room.sent).toEqual([]);
  });
});
