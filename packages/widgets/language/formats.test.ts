import { describe, expect, it } from '@jest/globals';
import { formatsOf } from './formats.js';

const now = new Date(2026, 10, 27, 12, 0).getTime();
const hours = (count: number) => now + count * 3_600_000;

describe('how a language writes', () => {
  const en = formatsOf('en');
  const fr = formatsOf('fr');

  it('days: the last two in words, whatever the hour', () => {
    expect(en.day(hours(-11), now)).toBe('today');
    expect(en.day(hours(-13), now)).toBe('yesterday');
    expect(fr.day(hours(-13), now)).toBe('hier');
    expect(en.day(hours(-24 * 5), now)).toBe('Sunday, November 22');
    expect(fr.day(hours(-24 * 5), now)).toBe('dimanche 22 novembre');
  });

  it('distances and lengths of time, in the largest unit they reach', () => {
    expect(en.distance(hours(-2), now)).toBe('2 hours ago');
    expect(fr.distance(now + 180_000, now)).toBe('dans 3 minutes');
    expect(en.duration(8000)).toBe('8 seconds');
    expect(fr.duration(120_000)).toBe('2 minutes');
    expect(en.duration(400)).toBe('0 seconds');
  });

  it('numbers, parts and sizes', () => {
    expect(en.number(2000)).toBe('2,000');
    expect(fr.number(2000)).toMatch(/^2\s000$/u);
    expect(en.percent(0.5)).toBe('50%');
    expect(en.bytes(0)).toBe('0 byte');
    expect(en.bytes(1_400_000)).toBe('1.4 MB');
    expect(fr.bytes(1_400_000)).toMatch(/^1,4\sMo$/u);
  });

  it('lists and plurals: French has its own idea of one', () => {
    expect(en.list(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(fr.list(['a', 'b', 'c'])).toBe('a, b et c');
    const forms = { one: '# message', other: '# messages' };
    expect(en.plural(0, forms)).toBe('0 messages');
    expect(fr.plural(0, forms)).toBe('0 message');
    expect(en.plural(2, forms)).toBe('2 messages');
  });
});
