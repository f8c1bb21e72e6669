/**
 * XEP-0082: XMPP Date and Time Profiles, version 1.1.1 (2021-08-31).
 * https://xmpp.org/extensions/xep-0082.html
 *
 * Times are `Date` inside and this text on the wire; what is finer than a millisecond is dropped.
 */

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;
const legacyDateTime = /^(\d{4})(\d\d)(\d\d)T(\d\d):(\d\d):(\d\d)$/;
const timezone = /^([+-])(\d\d):(\d\d)$/;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** From `-14:00` to `+14:00` (XML Schema part 2 section 3.3.7). */
const MAX_OFFSET_MINUTES = 14 * 60;
const YEAR_1_MS = Date.parse('0001-01-01T00:00:00Z');
const YEAR_10000_MS = Date.UTC(10_000, 0, 1);

/**
 * `1969-07-21T02:56:15Z`, always in UTC: an offset tells where the user is (section 6). Milliseconds
 * stand there only when they are not zero.
 *
 * @throws RangeError when the date is invalid or not within the years 1 to 9999.
 */
export function formatDateTime(date: Date): string {
  if (!isWritable(date.getTime())) {
    throw new RangeError(`expected a date in the years 1 to 9999, got ${String(date)}`);
  }
  return date.toISOString().replace('.000Z', 'Z');
}

/**
 * Reads the DateTime profile (section 3.2); `undefined` for anything else, as for a day that no
 * calendar has or an absent time zone.
 *
 * `24:00:00` is the midnight that ends the day, as XML Schema has it, and a leap second (`:60` where
 * UTC has 23:59) the second after it: `Date` has neither.
 */
export function readDateTime(text: string): Date | undefined {
  const time = readPlain(text);
  return Number.isNaN(time) ? readAny(text) : new Date(time);
}

/** The same as milliseconds since 1970; `NaN` where {@link readDateTime} reads nothing. */
export function epochMsOf(text: string): number {
  const time = readPlain(text);
  return Number.isNaN(time) ? (readAny(text)?.getTime() ?? NaN) : time;
}

/**
 * The text as {@link formatDateTime} writes it; `undefined` where {@link readDateTime} reads none. Most
 * write it so, and then nothing is made of it.
 */
export function normalDateTime(text: string): string | undefined {
  if (!Number.isNaN(readPlain(text))) {
    return text.endsWith('.000Z') ? `${text.slice(0, -'.000Z'.length)}Z` : text;
  }
  const date = readAny(text);
  return date && formatDateTime(date);
}

/**
 * Reads what most write: UTC, whole seconds or milliseconds. `NaN` for anything else, which is for
 * {@link readAny}.
 */
function readPlain(text: string): number {
  const hasMs = text.length === 24;
  if ((text.length !== 20 && !hasMs) || text.charCodeAt(text.length - 1) !== 0x5a) return NaN;
  if (hasMs && text.charCodeAt(19) !== 0x2e) return NaN;
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return NaN;
  if (text.charCodeAt(10) !== LETTER_T) return NaN;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const ms = hasMs ? digits(text, 20, 23) : 0;
  // Not a number where one of them is none, and then false.
  if (!(year >= 100 && hour < 24 && minute < 60 && second < 60 && ms < 1000)) return NaN;
  return isDay(year, month, day) ? Date.UTC(year, month - 1, day, hour, minute, second, ms) : NaN;
}

const HYPHEN = 0x2d;
const COLON = 0x3a;
const LETTER_T = 0x54;

/** The number that the digits of `text` from `from` to `to` make; `NaN` where one is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    number = 10 * number + digit;
  }
  return number;
}

function readAny(text: string): Date | undefined {
  const match = dateTime.exec(text);
  if (match === null) return undefined;
  const offset = readTimezone(match[8] ?? '');
  return offset === undefined ? undefined : toDate(match, fractionMs(match[7]), offset);
}

/**
 * Reads the time of XEP-0091 and XEP-0090, `20020910T23:08:25`, which is UTC. Text in the newer
 * profile is read as well: "applications … SHOULD be liberal in what they accept" (section 4).
 */
export function readLegacyDateTime(text: string): Date | undefined {
  const match = legacyDateTime.exec(text);
  return match === null ? readDateTime(text) : toDate(match, 0, 0);
}

/** Reads a time zone, `Z` or `+02:00`, as the minutes it is ahead of UTC. */
export function readTimezone(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = timezone.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[3]);
  const total = Number(match[2]) * 60 + minutes;
  if (minutes > 59 || total > MAX_OFFSET_MINUTES) return undefined;
  return match[1] === '-' && total > 0 ? -total : total;
}

/**
 * Writes the minutes a zone is ahead of UTC, as XEP-0202 has them: `+02:00`, or `Z` for UTC.
 *
 * `Date.prototype.getTimezoneOffset` counts the other way; negate what it says.
 *
 * @throws RangeError when it is not a whole number of minutes of at most 14 hours.
 */
export function formatTimezone(minutes: number): string {
  if (!Number.isInteger(minutes) || Math.abs(minutes) > MAX_OFFSET_MINUTES) {
    throw new RangeError(`expected whole minutes from -840 to 840, got ${String(minutes)}`);
  }
  if (minutes === 0) return 'Z';
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The milliseconds in the digits after the point, of which there may be any number. */
const fractionMs = (fraction: string | undefined): number =>
  fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));

const isWritable = (time: number): boolean => time >= YEAR_1_MS && time < YEAR_10000_MS;

/** The moment that the first six groups of `match` say, in a zone `offset` minutes ahead of UTC. */
function toDate(match: RegExpExecArray, ms: number, offset: number): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (!isDay(year, month, day) || !isTimeOfDay(hour, minute, second + ms / 1000)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC() takes the year 99 for 1999
  date.setUTCHours(hour, minute - offset, second, ms);
  const time = date.getTime();
  if (second === 60 && !isFirstSecondOfDay(time)) return undefined;
  return isWritable(time) ? date : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const isShort = month === 4 || month === 6 || month === 9 || month === 11;
  return day <= (month === 2 ? (isLeapYear ? 29 : 28) : isShort ? 30 : 31);
}

const isTimeOfDay = (hour: number, minute: number, second: number): boolean =>
  hour === 24 ? minute === 0 && second === 0 : hour < 24 && minute < 60 && second < 61;

/** Where a leap second of UTC ends up, once it has been counted on. */
const isFirstSecondOfDay = (time: number): boolean => ((time % DAY_MS) + DAY_MS) % DAY_MS < 1000;
