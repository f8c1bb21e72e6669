import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { childElements, makeHash, parse, readDiscoInfo, xml, type Hash } from '../index.js';
import { capabilityHashNode, capabilityHashes, readCapabilityHashes } from './capability-hashes.js';
import { capabilityFault, capabilityText, readHashedInfo } from './capability-text.js';

interface Example {
  readonly node: string;
  readonly hashes: readonly Hash[];
  readonly text: string;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The answer of an example, with something more in its query. */
const answerWith = (...more: string[]) => {
  const iq = fixture('caps/hashes-simple');
  const [query] = childElements(iq);
  for (const one of more) query?.append(parse(one));
  return iq;
};

const form = (content: string): string => `<x xmlns='jabber:x:data' type='result'>${content}</x>`;
const type = "<field var='FORM_TYPE' type='hidden'><value>urn:a</value></field>";

describe('the text of a capability hash', () => {
  it.each(['simple', 'complex'])('is that of the %s example', (name) => {
    const { text, hashes, node } = fixtureJson<Example>(`caps/hashes-${name}`);
    const iq = fixture(`caps/hashes-${name}`);
    const info = readDiscoInfo(iq);
    expect(info && capabilityText(info)).toBe(text);
    expect(capabilityFault(iq)).toBeUndefined();
    expect(hashes.map(({ algo }) => makeHash(bytesOf(text), algo))).toEqual(hashes);
    expect(hashes[0] && capabilityHashNode(hashes[0])).toBe(node);
  });

  it('sorts features, identities, fields and values by octets', () => {
    const field = (name: string, ...values: string[]) => ({ var: name, values });
    const info = {
      features: ['\u{1F600}', '\uFF5E', 'a'],
      identities: [
        { category: 'b', type: 'x' },
        { category: 'a', type: 'x', lang: 'fr', name: 'X' },
      ],
      forms: [{ fields: [field('z', '2', '1'), field('y')] }, { fields: [] }],
    };
    expect(capabilityText(info).replace(/[\x1c-\x1f]/g, (one) => `<${one.charCodeAt(0)}>`)).toBe(
      'a<31>\uFF5E<31>\u{1F600}<31><28>' +
        'a<31>x<31>fr<31>X<31><30>b<31>x<31><31><31><30><28>' +
        '<29>y<31><30>z<31>1<31>2<31><30><29><28>',
    );
  });
});

describe('an answer is an error', () => {
  it.each([
    ['with another element', "<other xmlns='http://jabber.org/protocol/disco#info'/>"],
    ['with a feature of another namespace', "<feature xmlns='urn:a' var='a'/>"],
    ['with a form that reports items', form(`${type}<reported/>`)],
    ['with an item in a form', form(`${type}<item/>`)],
    ['with a form without FORM_TYPE', form("<field var='a'><value>1</value></field>")],
    ['with a FORM_TYPE twice', form(type + type)],
    [
      'with a feature twice',
      "<feature xmlns='http://jabber.org/protocol/disco#info' var='jabber:x:oob'/>",
    ],
  ])('%s', (_what, more) => {
    expect(capabilityFault(answerWith())).toBeUndefined();
    expect(capabilityFault(answerWith(more))).toBeDefined();
  });

  it('without a query, or with two', () => {
    expect(capabilityFault(xml('iq', { xmlns: 'jabber:client' }))).toBeDefined();
    const twice = fixture('caps/hashes-simple');
    for (const query of fixture('caps/hashes-simple').getChildElements()) twice.append(query);
    expect(capabilityFault(twice)).toBeDefined();
    expect(readHashedInfo(twice)).toEqual([]);
  });
});

describe('the language of identities', () => {
  const langs = (iq: ReturnType<typeof fixture>) =>
    readHashedInfo(iq).map(({ identities }) => identities.map(({ lang }) => lang));

  it('may be the one around them', () => {
    expect(langs(fixture('caps/hashes-simple'))).toEqual([[undefined]]);
    expect(langs(fixture('caps/hashes-simple', { 'xml:lang': 'de' }))).toEqual([
      [undefined],
      ['de'],
    ]);
  });

  it('is their own where they have one', () => {
    expect(langs(fixture('caps/hashes-complex', { 'xml:lang': 'de' }))).toEqual([['en', 'ru']]);
  });
});

describe('<c/>', () => {
  const hashes = [
    { algo: 'sha-256', value: 'kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=' },
    { algo: 'a.b', value: 'AAAA' },
  ];

  it('is read as it is written', () => {
    const c = capabilityHashes(hashes);
    toEqualXml(
      c,
      `<c xmlns='urn:xmpp:caps'>
         <hash xmlns='urn:xmpp:hashes:2' algo='sha-256'>kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=</hash>
         <hash xmlns='urn:xmpp:hashes:2' algo='a.b'>AAAA</hash></c>`.replace(/\n\s*/g, ''),
    );
    expect(readCapabilityHashes(parse(c.toString()))).toEqual(hashes);
    expect(hashes.map(capabilityHashNode)[1]).toBe('urn:xmpp:caps#a.b.AAAA');
  });

  it('says nothing with two hashes of one function', () => {
    const [first] = hashes;
    if (first === undefined) throw new Error('expected a hash');
    expect(readCapabilityHashes(capabilityHashes([first, { ...first, value: 'AAAA' }]))).toEqual(
      [],
    );
  });
});
