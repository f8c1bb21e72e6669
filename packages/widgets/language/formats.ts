import type { Language } from './texts.js';

/** How a language writes what is not a sentence. Times are milliseconds since 1970. */
export interface Formats {
  /** Hours and minutes. */
  time(at: number): string;
  /** Weekday, day and month; `today` and `yesterday` in words. */
  day(at: number, now: number): string;
  /** How far away `at` is: `in 3 minutes`, `2 hours ago`. */
  distance(at: number, now: number): string;
  /** A length of time in words: `8 seconds`, `2 minutes`. */
  duration(ms: number): string;
  number(value: number): string;
  /** A part of a whole, 0 to 1. */
  percent(part: number): string;
  /** A size: `1.4 MB`. */
  bytes(count: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** The form of the word that `count` asks for. */
  plural(count: number, forms: PluralForms): string;
}

/** The forms of a word, by the categories of CLDR; `#` in them is the number. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

const made = new Map<Language, Formats>();

/** The formats of a language; made once. */
export function formatsOf(language: Language): Formats {
  const known = made.get(language);
  if (known !== undefined) return known;
  const formats = makeFormats(language);
  made.set(language, formats);
  return formats;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The largest first: the first of these that a length reaches is its unit. */
const units = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const;

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function makeFormats(language: Language): Formats {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(language);
  return {
    time: (at) => time.format(at),
    day: (at, now) => {
      const days = daysBetween(at, now);
      return days > -2 && days <= 0 ? relative.format(days, 'day') : day.format(at);
    },
    distance: (at, now) => {
      const [unit, count] = measure(at - now);
      return relative.format(count, unit);
    },
    duration: (ms) => {
      const [unit, count] = measure(ms);
      return unitFormat(language, unit, 'long').format(count);
    },
    number: (value) => number.format(value),
    percent: (part) => percent.format(part),
    bytes: (count) => {
      const step = count < 1 ? 0 : Math.min(3, Math.floor(Math.log(count) / Math.log(1000)));
      const unit = sizes[step] ?? 'byte';
      return unitFormat(language, unit, 'short').format(count / 1000 ** step);
    },
    list: (items) => list.format(items),
    plural: (count, forms) =>
      forms[plurals.select(count) === 'one' ? 'one' : 'other'].replaceAll(
        '#',
        number.format(count),
      ),
  };
}

const unitFormat = (language: Language, unit: string, unitDisplay: 'long' | 'short') =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });

/** The whole days of the calendar from `now` to `at`: the times of day do not count. */
function daysBetween(at: number, now: number): number {
  const midnight = (of: number): number => new Date(of).setHours(0, 0, 0, 0);
  return Math.round((midnight(at) - midnight(now)) / DAY);
}

function measure(ms: number): readonly [(typeof units)[number][0], number] {
  const [unit, length] = units.find(([, each]) => Math.abs(ms) >= each) ?? units[3];
  return [unit, Math.round(ms / length)];
}
