import { describe, expect, it } from '@jest/globals';
import { defineTexts, languageOf } from './texts.js';

describe('the texts of a widget', () => {
  it('are there in every language, or do not compile', () => {
    const texts = defineTexts({
      en: { title: 'Settings', unread: (count: number) => `${count} unread` },
      fr: { title: 'Paramètres', unread: (count: number) => `${count} non lus` },
    });
    expect(texts.fr.title).toBe('Paramètres');
    expect(texts.fr.unread(2)).toBe('2 non lus');
    defineTexts({
      en: { title: 'Settings', close: 'Close' },
      // @ts-expect-error: one sentence is missing
      fr: { title: 'Paramètres' },
    });
    // @ts-expect-error: a language is missing
    defineTexts({ en: { title: 'Settings' } });
    defineTexts({
      en: { unread: (count: number) => `${count} unread` },
      // @ts-expect-error: this sentence depends on something, in each language
      fr: { unread: 'non lus' },
    });
  });
});

describe('the language of a page', () => {
  it.each([
    ['fr', 'fr'],
    ['FR-ca', 'fr'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['', 'en'],
  ] as const)('for %j is %s', (wanted, expected) => {
    expect(languageOf(wanted)).toBe(expected);
  });

  it('is the first one spoken of those that somebody prefers', () => {
    expect(languageOf(['de-DE', 'fr-BE', 'en'])).toBe('fr');
  });
});
