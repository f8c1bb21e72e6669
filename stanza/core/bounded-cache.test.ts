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
  it('gives one object for one text', () => {
    expect(parseJid('cached@a.example/x')).toBe(readJid('cached@a.example/x'));
  });

  it('forgets an address after thousands of others', () => {
    const before = parseJid('forgotten@a.example');
    for (let number = 0; number < 40_000; number += 1) parseJid(`user${String(number)}@a.example`);
    const after = parseJid('forgotten@a.example');
    expect(after).not.toBe(before);
    expect(after.equals(before)).toBe(true);
  });

  it('leaves out long texts', () => {
    const text = `a@a.example/${'r'.repeat(300)}`;
    expect(parseJid(text)).not.toBe(parseJid(text));
  });
});
