import { describe, expect, it } from '@jest/globals';
import { exactTime, relativeTime } from './time.js';

const now = Date.UTC(2026, 10, 27, 12);
const ago = (seconds: number): string => relativeTime(now - seconds * 1000, now, 'en');

describe('a time', () => {
  it.each([
    [0, 'now'],
    [59, 'now'],
    [60, '1 minute ago'],
    [3 * 3600, '3 hours ago'],
    [26 * 3600, 'yesterday'],
    [8 * 24 * 3600, 'last week'],
    [400 * 24 * 3600, 'last year'],
    [-600, 'now'],
  ])('%i seconds ago is %j', (seconds, words) => {
    expect(ago(seconds)).toBe(words);
  });

  it('is said in other languages, and exactly', () => {
    expect(relativeTime(now - 3_600_000, now, 'fr')).toBe('il y a 1 heure');
    expect(exactTime(now, 'en')).toContain('2026');
  });
});
