/**
 * Sentences of widgets in the languages they speak. A widget's texts stand beside it, in all
 * languages at once: one that is missing does not compile.
 */

import type { PluralForms } from './formats.js';

/** The languages that widgets speak. */
export const languages = ['en', 'fr'] as const;

export type Language = (typeof languages)[number];

/**
 * A text, or one that depends on something: `(count: number) => string`. One that depends on a number
 * only may be given by its forms; see `Formats.plural`.
 */
export type Text = string | PluralForms | ((...values: never[]) => string);

export type Texts<T> = Readonly<Record<Language, T>>;

/** Texts as whoever shows them sees them: which sentence it is does not matter. */
type Wording<T> = {
  readonly [Name in keyof T]: T[Name] extends string
    ? string
    : T[Name] extends PluralForms
      ? PluralForms
      : T[Name];
};

/** Texts of one widget. What English has, each language has. */
export const defineTexts = <const T extends Readonly<Record<string, Text>>>(texts: {
  readonly en: T;
  readonly fr: Wording<T>;
}): Texts<Wording<T>> => texts as Texts<Wording<T>>; // a literal sentence is a sentence

/** The language of `wanted`, or the first of these that widgets speak; English for any other. */
export function languageOf(wanted: string | readonly string[]): Language {
  const tags = typeof wanted === 'string' ? [wanted] : wanted;
  const spoken = tags.map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return languages.find((language) => language === spoken.find(isLanguage)) ?? 'en';
}

const isLanguage = (tag: string | undefined): tag is Language =>
  languages.some((language) => language === tag);
