import { describe, expect, it } from '@jest/globals';
import { costRatio } from '@xec/testing/cost';
import fc from 'fast-check';
import { prepareLocal } from './parts.js';
import { opaqueString, usernameCaseMapped } from './profiles.js';
import { Refusal } from './refusal.js';

const username = (text: string): string | undefined => orUndefined(usernameCaseMapped(text));
const opaque = (text: string): string | undefined => orUndefined(opaqueString(text));
const orUndefined = (result: string | Refusal): string | undefined =>
  result instanceof Refusal ? undefined : result;

describe('UsernameCaseMapped (RFC 8265 section 3.3)', () => {
  it.each([
    ['juliet@example.com', 'juliet@example.com'],
    ['fussball', 'fussball'],
    ['fu\u00DFball', 'fu\u00DFball'],
    ['\u03C0', '\u03C0'],
    ['\u03A3', '\u03C3'],
    ['\u03C3', '\u03C3'],
    ['\u03C2', '\u03C2'],
  ])('prepares %s of the examples in section 3.5', (text, prepared) => {
    expect(username(text)).toBe(prepared);
  });

  it.each([[''], ['foo bar'], ['henry\u2163'], ['\u265A']])('refuses %s of section 3.5', (text) => {
    expect(username(text)).toBeUndefined();
  });

  it('maps case as Unicode does without a language', () => {
    expect(username('STRASSE')).toBe('strasse');
    expect(username('\u1E9E')).toBe('\u00DF'); // capital sharp s
    expect(username('\u0391\u03A3')).toBe('\u03B1\u03C2'); // final sigma
    expect(username('\u0130')).toBe('i\u0307'); // dotted capital I
    expect(username('I')).toBe('i');
  });

  it('maps width and composes', () => {
    expect(username('\uFF2A\uFF35\uFF2C\uFF29\uFF25\uFF34')).toBe('juliet');
    expect(username('\uFF76\uFF9E')).toBe('\u30AC'); // halfwidth ka and voiced mark
    expect(username('e\u0301')).toBe('\u00E9');
  });

  it.each([
    ['KELVIN SIGN, which lower-cases to k', '\u212A'],
    ['ANGSTROM SIGN', '\u212B'],
    ['a ligature', '\uFB01'],
    ['an ideographic space', '\u3000'],
    ['a no-break space', 'a\u00A0b'],
    ['a soft hyphen', 'a\u00ADb'],
    ['a right-to-left override', 'a\u202Eb'],
    ['a zero width space', 'a\u200Bb'],
    ['a variation selector', 'a\uFE0F'],
    ['an old Hangul letter', '\u1100'],
    ['a tatweel', '\u0628\u0640'],
    ['a vertical kana repeat mark', '\u3031'],
    ['private use', '\uE000'],
    ['a noncharacter', '\uFFFE'],
    ['an unassigned code point', '\u0378'],
    ['a lone surrogate', '\uDC00'],
    ['a control', '\u0085'],
    ['emoji', '\u{1F600}'],
    ['DEL', '\u007F'],
  ])('refuses %s', (_name, text) => {
    expect(username(text)).toBeUndefined();
  });

  it.each(['\u06FD\u06FE', '\u3007', '\u0F0B'])('allows the exception %s', (text) => {
    expect(username(`\u0628${text}`) ?? username(text)).toBeDefined();
  });
});

describe('the contextual rules (RFC 5892 appendix A)', () => {
  it.each([
    ['A.1 non-joiner after a virama', '\u0915\u094D\u200C\u0937', '\u0915\u200C\u0937'],
    ['A.1 non-joiner between joining letters', '\u0628\u200C\u0628', '\u0627\u200C\u0628'],
    ['A.1 with marks between', '\u0628\u064E\u200C\u064E\u0627', '\u0628\u200Ca'],
    ['A.2 joiner after a virama', '\u0915\u094D\u200D', '\u0628\u200D\u0628'],
    ['A.3 middle dot', 'col\u00B7lega', 'co\u00B7lega'],
    ['A.3 middle dot, after', 'l\u00B7l', 'l\u00B7'],
    ['A.4 keraia', '\u0375\u03B1', '\u0375a'],
    ['A.5 geresh', '\u05D0\u05F3\u05D0', 'a\u05F3'],
    ['A.6 gershayim', '\u05D0\u05F4\u05D0', '\u05F4\u05D0'],
    ['A.7 Katakana middle dot', 'a\u30FB\u3042', 'a\u30FBb'],
    ['A.8 Arabic-Indic digits', '\u0628\u0660\u0661', '\u0628\u0660\u06F1'],
    ['A.9 extended digits', '\u0628\u06F0\u06F1', '\u0628\u06F1\u0660'],
  ])('%s', (_rule, allowed, refused) => {
    expect(opaque(allowed)).toBe(allowed);
    expect(opaque(refused)).toBeUndefined();
    expect(username(refused)).toBeUndefined();
  });
});

describe('the Bidi Rule (RFC 5893) in usernames', () => {
  it.each([
    ['\u05D0\u05D1', true],
    ['\u05D0\u05D11', true],
    ['\u05D0\u05B0', true], // a mark at the end
    ['\u05D0-\u05D1', true],
    ['\u0628\u0661', true],
    ['1-2_3', true], // no right-to-left code point: the rule does not apply
    ['a\u05D0', false],
    ['\u05D0a', false],
    ['1\u05D0', false],
    ['\u05D0-', false],
    ['\u0661', false], // an Arabic number stands first
    ['\u06281\u0661', false], // European and Arabic numbers
    ['\u0628\u02B9\u0628', true], // a modifier letter that has no direction
  ])('%j: %s', (text, allowed) => {
    expect(username(text) !== undefined).toBe(allowed);
  });
});

describe('OpaqueString (RFC 8265 section 4.2)', () => {
  it.each([
    ['correct horse battery staple', 'correct horse battery staple'],
    ['Correct Horse Battery Staple', 'Correct Horse Battery Staple'],
    ['\u03C0\u00DF\u00E5', '\u03C0\u00DF\u00E5'],
    ['Jack of \u2666s', 'Jack of \u2666s'],
    ['foo\u1680bar', 'foo bar'],
  ])('prepares %s of the examples in section 4.3', (text, prepared) => {
    expect(opaque(text)).toBe(prepared);
  });

  it('refuses the empty text and the control character of section 4.3', () => {
    expect(opaque('')).toBeUndefined();
    expect(opaque('my cat is a \u0009by')).toBeUndefined();
  });

  it('keeps width, case and compatibility characters, and composes', () => {
    expect(opaque('\uFF21\u2163\u{1F600}')).toBe('\uFF21\u2163\u{1F600}');
    expect(opaque('\u3000')).toBe(' ');
    expect(opaque('e\u0301')).toBe('\u00E9');
    expect(opaque('\u212A')).toBe('K'); // a canonical equivalent: NFC itself maps it
  });

  it.each(['\u0000', '\u200B', '\u202E', '\uFEFF', '\uD800', '\uE000', '\u2764\uFE0F'])(
    'refuses %j',
    (text) => {
      expect(opaque(text)).toBeUndefined();
    },
  );
});

describe('the localpart of RFC 7622 section 3.3.1', () => {
  it.each([...'"&\'/:<>@', '\uFF20', '\uFF0F', 'a\uFF02'])('does not have %s', (text) => {
    expect(prepareLocal(text)).toBeInstanceOf(Refusal);
  });

  it.each([...'!#$%()*+,-.;=?[\\]^_`{|}~'])('may have %s', (text) => {
    expect(prepareLocal(text)).toBe(text);
  });

  it('is the same by the short way for ASCII and by the whole profile', () => {
    const ascii = fc.string({ unit: 'binary-ascii', minLength: 1 });
    fc.assert(
      fc.property(ascii, (text) => {
        const short = prepareLocal(text);
        if (typeof short === 'string') expect(username(text)).toBe(short);
        else if (!/["&'/:<>@]/.test(text)) expect(username(text)).toBeUndefined();
      }),
    );
  });
});

it.each(['\u30FB', '\u0660', '\u200C', '\u0628\u200C', '\u064E'])(
  'works in proportion on %j',
  async (text) => {
    const prepare = (count: number) => opaqueString(`\u0628${text.repeat(count)}`);
    expect(await costRatio(prepare, { small: 2_000, large: 20_000 })).toBeLessThan(40);
  },
);

it('prepares no text twice to something else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const profile of [username, opaque]) {
        const once = profile(text);
        if (once !== undefined) expect(profile(once)).toBe(once);
      }
    }),
    { numRuns: 1000 },
  );
});
