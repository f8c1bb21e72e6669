import { describe, expect, it } from '@jest/globals';
import { parseJid, readJid } from '../index.js';
import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  it('never holds more than its capacity', () => {
    const cache = new BoundedCache<number>(10);
    for (let number = 0; number < 1000; number += 1) {
      cache.set(String(number), number);
      cache.get(String(number - 7));
      expect(cache.size).toBeLessThanOrEqual(10);
    }
  });

  it('keeps what is used and forgets what is not', () => {
    const cache = new BoundedCache<number>(10);
    cache.set('used', 1);
    cache.set('unused', 2);
    for (let number = 0; number < 100; number += 1) {
      cache.set(String(number), number);
      cache.get('used');
    }
    expect(cache.get('used')).toBe(1);
    expect(cache.get('unused')).toBeUndefined();
  });

  it('replaces the value of a key', () => {
    const cache = new BoundedCache<number>(4);
    cache.set('a', 1);
    cache.set('a', 2);
    expect([cache.get('a'), cache.size]).toEqual([2, 1]);
  });
});

describe('the cache of addresses', () => {
  /** Enough others that none of those read before is remembered without the cache. */
  const readOthers = (): void => {
    for (let number = 0; number < 10; number += 1) parseJid(`other${String(number)}@a.example`);
  };

  it('gives one object for one text that has to be prepared', () => {
    const first = parseJid('Cached@a.example/x');
    readOthers();
    expect(readJid('Cached@a.example/x')).toBe(first);
    expect(first.toString()).toBe('cached@a.example/x');
  });

  it('has no place for those that are prepared', () => {
    const first = parseJid('plain@a.example/x');
    readOthers();
    const again = parseJid('plain@a.example/x');
    expect(again).not.toBe(first);
    expect(again.equals(first)).toBe(true);
  });

  it('forgets an address after thousands of others', () => {
    const before = parseJid('Forgotten@a.example');
    for (let number = 0; number < 40_000; number += 1) parseJid(`User${String(number)}@a.example`);
    const after = parseJid('Forgotten@a.example');
    expect(after).not.toBe(before);
    expect(after.equals(before)).toBe(true);
  });

  it('leaves out long texts', () => {
    const text = `a@a.example/${'r'.repeat(300)}`;
    expect(parseJid(text)).not.toBe(parseJid(text));
  });
});
