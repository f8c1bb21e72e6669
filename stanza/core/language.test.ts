import { describe, expect, it } from '@jest/globals';
import { languageOf, matchesLanguage, pickLanguage, xml } from '../index.js';

describe('languageOf', () => {
  it('is that of the element, else of the nearest parent with one', () => {
    const own = xml('body', { 'xml:lang': 'cs' });
    const none = xml('body');
    xml('stream', { 'xml:lang': 'fr' }, xml('message', { 'xml:lang': 'en' }, own, none));
    expect([languageOf(own), languageOf(none)]).toEqual(['cs', 'en']);
    expect(languageOf(xml('body'))).toBeUndefined();
  });

  it('is unknown where the empty text says so', () => {
    const body = xml('body');
    xml('message', { 'xml:lang': 'en' }, xml('x', { 'xml:lang': '' }, body));
    expect(languageOf(body)).toBeUndefined();
  });
});

describe('matchesLanguage', () => {
  it.each([
    ['de', 'de', true],
    ['de-CH-1996', 'DE-ch', true],
    ['de', '*', true],
    ['de', 'de-CH', false],
    ['deu', 'de', false],
  ])('%s under %s: %s', (lang, range, matches) => {
    expect(matchesLanguage(lang, range)).toBe(matches);
  });
});

describe('pickLanguage', () => {
  const pick = (langs: (string | undefined)[], preferred: string[]): string | undefined =>
    pickLanguage(
      langs.map((lang) => ({ lang })),
      preferred,
    )?.lang;

  it('looks a range up by ever fewer subtags', () => {
    expect(pick(['en', 'de', 'de-CH'], ['de-CH-1996'])).toBe('de-CH');
    expect(pick(['en', 'DE', 'de-CH'], ['de-at'])).toBe('DE');
    expect(pick(['en', 'zh', 'zh-x'], ['zh-x-private'])).toBe('zh');
  });

  it('takes a kind of the language before the next language', () => {
    expect(pick(['en', 'de-AT'], ['de', 'en'])).toBe('de-AT');
    expect(pick(['en', 'cs'], ['fr', 'cs'])).toBe('cs');
  });

  it('falls back to the text without a language, then to the first', () => {
    expect(pickLanguage([{ lang: 'en' }, { text: 'plain' }], ['fr'])).toEqual({ text: 'plain' });
    expect(pick(['en', 'cs'], ['fr', '*'])).toBe('en');
    expect(pick(['en', 'cs'], [])).toBe('en');
    expect(pick([], ['en'])).toBeUndefined();
  });
});
