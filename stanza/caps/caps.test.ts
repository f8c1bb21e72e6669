import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { parse, readDiscoInfo, type DiscoInfo } from '../index.js';
import { capsElement, capsNode, readCaps } from './caps.js';
import { capsFault, capsText } from './caps-text.js';

const nothing: DiscoInfo = { identities: [], features: [], forms: [] };
const form = (...fields: { var: string; type?: string; values: string[] }[]) => {
  const formType = fields.find((field) => field.var === 'FORM_TYPE' && field.type === 'hidden');
  return { ...(formType && { formType: formType.values[0] ?? '' }), fields };
};
const type = (...values: string[]) => ({ var: 'FORM_TYPE', type: 'hidden', values });

describe('the text of capabilities', () => {
  it.each(['simple', 'complex'])('is that of the %s example', (name) => {
    const expected = fixtureJson<{ text: string; ver: string }>(`caps/${name}`);
    const info = readDiscoInfo(fixture(`caps/${name}`)) ?? nothing;
    expect(capsText(info)).toBe(expected.text);
    expect(capsFault(info)).toBeUndefined();
    const sha1 = createHash('sha1').update(capsText(info)).digest('base64');
    expect(sha1).toBe(expected.ver);
  });

  it('is that of a Prosody, which announces its own in stream features', () => {
    const info = readDiscoInfo(fixture('disco/info-prosody')) ?? nothing;
    const sha1 = createHash('sha1').update(capsText(info)).digest('base64');
    expect(sha1).toBe('CWHgFsuzVHQGQowNrg4Wtc8WXrM=');
  });

  it('does not take the language that a server stamped on the stanza', () => {
    const stamped = fixture('caps/simple', { 'xml:lang': 'en' });
    expect(capsText(readDiscoInfo(stamped) ?? nothing)).toMatch(/^client\/pc\/\/Exodus/);
  });

  it('sorts by octets, not by UTF-16 units', () => {
    const features = ['\u{1F600}', '\uFF5E', 'a', 'B'];
    expect(capsText({ ...nothing, features })).toBe('B<a<\uFF5E<\u{1F600}<');
  });

  it('sorts identities by category, type and language, each for itself', () => {
    const identities = [
      { category: 'b', type: 'x' },
      { category: 'a-b', type: 'x' },
      { category: 'a', type: 'x', lang: 'fr' },
      { category: 'a', type: 'x' },
    ];
    expect(capsText({ ...nothing, identities })).toBe('a/x//<a/x/fr/<a-b/x//<b/x//<');
  });

  it('leaves out forms without a hidden FORM_TYPE, and sorts the others by it', () => {
    const forms = [
      form(type('urn:b'), { var: 'z', values: ['2', '1'] }, { var: 'y', values: [] }),
      form({ var: 'FORM_TYPE', values: ['urn:shown'] }, { var: 'a', values: ['1'] }),
      form({ var: 'a', values: ['1'] }),
      form(type('urn:a')),
    ];
    expect(capsText({ ...nothing, forms })).toBe('urn:a<urn:b<y<z<1<2<');
  });
});

describe('an answer is ill-formed', () => {
  const identity = { category: 'client', type: 'pc', name: 'Psi' };
  it.each<[string, Partial<DiscoInfo>]>([
    ['an identity twice', { identities: [identity, { ...identity }] }],
    ['a feature twice', { features: ['a', 'b', 'a'] }],
    ['a FORM_TYPE twice', { forms: [form(type('urn:a')), form(type('urn:a'))] }],
    ['a FORM_TYPE of two values', { forms: [form(type('urn:a', 'urn:b'))] }],
    ['a < in a feature', { features: ['a<b'] }],
    ['a < in a name', { identities: [{ ...identity, name: 'Psi<a' }] }],
    ['a < in a FORM_TYPE', { forms: [form(type('urn:a<b'))] }],
    ['a < in a field', { forms: [form(type('urn:a'), { var: 'a<b', values: [] })] }],
    ['a < in a value', { forms: [form(type('urn:a'), { var: 'a', values: ['b<c'] })] }],
    ['a slash in a category', { identities: [{ category: 'client/pc', type: 'pc' }] }],
    ['a slash in a language', { identities: [{ ...identity, lang: 'en/Psi' }] }],
  ])('with %s', (_what, info) => {
    expect(capsFault({ ...nothing, ...info })).toBeDefined();
  });

  it('but not with names, languages or values that occur twice', () => {
    const identities = [identity, { ...identity, lang: 'en' }, { ...identity, type: 'web' }];
    const forms = [
      form(type('urn:a', 'urn:a'), { var: 'a', values: ['1', '1'] }),
      form({ var: 'FORM_TYPE', values: ['x', 'y<'] }),
    ];
    expect(capsFault({ identities, features: ['a', 'b'], forms })).toBeUndefined();
  });
});

describe('<c/>', () => {
  const caps = { node: 'http://psi-im.org', ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=', hash: 'sha-1' };

  it('is read as it is written', () => {
    expect(readCaps(parse(capsElement(caps).toString()))).toEqual(caps);
    expect(capsNode(caps)).toBe('http://psi-im.org#q07IKJEyjvHSyhy//CH0CxmKi8w=');
  });

  it.each(['node', 'ver', 'hash'])('is nothing without %s', (attribute) => {
    const c = capsElement(caps);
    c.attrs[attribute] = '';
    expect(readCaps(c)).toBeUndefined();
    c.attrs[attribute] = undefined;
    expect(readCaps(c)).toBeUndefined();
  });
});
