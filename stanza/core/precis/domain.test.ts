import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prepareDomain } from './domain.js';
import { Refusal } from './refusal.js';

const domain = (text: string): string | undefined => {
  const prepared = prepareDomain(text);
  return prepared instanceof Refusal ? undefined : prepared;
};

describe('an ASCII domain', () => {
  it('is lower-cased and loses one final dot', () => {
    expect(domain('Montague.Example.')).toBe('montague.example');
    expect(domain('localhost')).toBe('localhost');
    expect(domain('r3---sn.example')).toBe('r3---sn.example');
    expect(domain('127.0.0.1')).toBe('127.0.0.1');
    expect(domain('0x7f.1')).toBe('0x7f.1'); // a name, not what a URL would read
  });

  it.each([
    '',
    '.',
    'a..b',
    '.a',
    'a..',
    '-a',
    'a-',
    'a.-b.c',
    'a_b',
    'a b',
    'a%41',
    'a:80',
    'a?',
    'a#b',
    'a\\b',
  ])('is not %j', (text) => {
    expect(domain(text)).toBeUndefined();
  });

  it('has labels of at most 63 octets', () => {
    expect(domain(`${'a'.repeat(63)}.example`)).toBeDefined();
    expect(domain(`${'a'.repeat(64)}.example`)).toBeUndefined();
  });
});

describe('an internationalised domain', () => {
  it.each([
    ['xn--bcher-kva.example', 'b\u00FCcher.example'],
    ['XN--BCHER-KVA.Example', 'b\u00FCcher.example'],
    ['B\u00DCCHER.example', 'b\u00FCcher.example'],
    ['bu\u0308cher.example.', 'b\u00FCcher.example'],
    ['fa\u00DF.example', 'fa\u00DF.example'],
    ['xn--fa-hia.example', 'fa\u00DF.example'],
    ['xn--wgv71a119e.example', '\u65E5\u672C\u8A9E.example'],
    ['\uFF21\uFF22.example', 'ab.example'],
    ['\uFF11\uFF12\uFF17.0.0.1', '127.0.0.1'],
    ['\u05D0\u05D1.example', '\u05D0\u05D1.example'],
    ['col\u00B7legi.example', 'col\u00B7legi.example'],
  ])('%s is %s', (text, prepared) => {
    expect(domain(text)).toBe(prepared);
  });

  it.each([
    ['a symbol', '\u2603.example'],
    ['emoji in an A-label', 'xn--e28h.example'],
    ['KELVIN SIGN', '\u212A.example'],
    ['a ligature', '\uFB01\u00E9.example'],
    ['an ideographic full stop', '\u00E9\u3002example'],
    ['a soft hyphen', 'a\u00AD\u00E9.example'],
    ['a percent sign', '\u00E9%41.example'],
    ['a wide solidus', '\u00E9\uFF0Fb.example'],
    ['a wide commercial at', '\u00E9\uFF20b.example'],
    ['an underscore', '\u00E9_b.example'],
    ['hyphens in third and fourth place', 'ab--\u00E9.example'],
    ['a hyphen first', '-\u00E9.example'],
    ['a hyphen last', '\u00E9-.example'],
    ['a mark first', '\u0301\u00E9.example'],
    ['an empty label', '\u00E9..example'],
    ['a joiner out of place', 'a\u200D\u00E9.example'],
    ['an A-label of ASCII', 'xn--abc-.example'],
    ['an A-label of nothing', 'xn--.example'],
    ['an A-label of capitals', 'xn--bcher-2pa.example'],
    ['an A-label that is not Punycode', 'xn--a-\u00E9.example'],
    ['an A-label cut short', 'xn--bcher-kv.example'],
    ['both directions in a label', '\u05D0a.example'],
    ['a digit first beside a right-to-left label', '\u05D0.1a.example'],
  ])('has not %s', (_name, text) => {
    expect(domain(text)).toBeUndefined();
  });

  it('counts the octets of a label in its A-form', () => {
    // 'xn--' and what Punycode makes of 56 times é: 63 octets; of 57: 64.
    const longest = Array.from({ length: 63 }, (_, count) => '\u00E9'.repeat(count + 1))
      .filter((label) => domain(`${label}.example`) !== undefined)
      .at(-1);
    const encoded = new URL(`http://${longest ?? ''}.example`).hostname.split('.')[0];
    expect(encoded).toHaveLength(63);
  });
});

describe('an IPv6 literal', () => {
  it('has one spelling', () => {
    expect(domain('[::1]')).toBe('[::1]');
    expect(domain('[0:0:0:0:0:0:0:1]')).toBe('[::1]');
    expect(domain('[2001:DB8::0A]')).toBe('[2001:db8::a]');
  });

  it.each(['[', '[]', '[::1', '[1]', '[::1].', '[fe80::1%25eth0]', '[::g]', '[::1]:80', '[v1.a]'])(
    'is not %s',
    (text) => {
      expect(domain(text)).toBeUndefined();
    },
  );
});

it('gives one text for the two forms of a name', () => {
  const unit = fc.constantFrom(...'abc-0\u00DF\u00E9\u03C2\u65E5\u05D0\u0628\u0E01\u{20000}');
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (label) => {
      const prepared = domain(`${label}.example`);
      if (prepared === undefined) return;
      expect(domain(new URL(`http://${prepared}/`).hostname)).toBe(prepared);
      expect(domain(prepared)).toBe(prepared);
    }),
    { numRuns: 1000 },
  );
});
