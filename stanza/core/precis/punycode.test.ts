import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePunycode } from './punycode.js';

// Samples of RFC 3492 section 7.1, in lower case, and the ends of Unicode.
it.each([
  ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
  ['de-jg4avhby1noc0d', 'パフィーdeルンバ'],
  ['-> $1.00 <--', '-> $1.00 <-'],
  ['bcher-kva', 'bücher'],
  ['dn32g', '\u{10FFFF}'],
  ['abc-', 'abc'],
  ['', ''],
])('decodes %s', (text, decoded) => {
  expect(decodePunycode(text)).toBe(decoded);
});

it.each([
  ['a digit that is none', 'bcher-k!a'],
  ['a number that ends early', 'bcher-kv'],
  ['a code point past the last', 'dn32h'],
  ['a number past all bounds', '9'.repeat(63)],
  ['a surrogate', 'ib9b'],
  ['another surrogate', 'xy-ge4l'],
])('refuses %s', (_name, text) => {
  expect(decodePunycode(text)).toBeUndefined();
});

it('reads what the URL parser writes', () => {
  const unit = fc.constantFrom(...'abz09\u00E9\u00DF\u0431\u65E5\u{20000}\u0E01');
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 15 }), (label) => {
      const host = new URL(`http://a${label}.example`).hostname.split('.')[0] ?? '';
      if (host.startsWith('xn--')) expect(decodePunycode(host.slice(4))).toBe(`a${label}`);
    }),
  );
});
