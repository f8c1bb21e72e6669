/** Times as people say them. */

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 hours ago", "yesterday"; `at` and `now` in milliseconds since 1970. */
export function relativeTime(at: number, now: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const seconds = Math.min(0, Math.round((at - now) / 1000)); // clocks differ; nothing is of tomorrow
  const step = steps.find(([, length]) => -seconds >= length);
  if (step === undefined) return format.format(0, 'second');
  return format.format(Math.round(seconds / step[1]), step[0]);
}

/** The whole date and time. */
export const exactTime = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);
