import { describe, expect, it } from '@jest/globals';
import { addressName, Attempts } from './attempts.js';

describe('attempts', () => {
  it('are bounded, and one more comes with time', () => {
    let now = 0;
    const attempts = new Attempts(2, 1000, () => now);
    expect([attempts.take('a'), attempts.take('a'), attempts.take('a')]).toEqual([0, 0, 1000]);
    expect(attempts.take('b')).toBe(0);
    now = 400;
    expect(attempts.take('a')).toBe(600);
    now = 1000;
    expect([attempts.take('a'), attempts.take('a')]).toEqual([0, 1000]);
    now = 1_000_000;
    expect([attempts.take('a'), attempts.take('a'), attempts.take('a')]).toEqual([0, 0, 1000]);
  });

  it('that were none are given back', () => {
    const attempts = new Attempts(1, 1000, () => 0);
    attempts.take('a');
    attempts.giveBack('a');
    expect(attempts.size).toBe(0);
    expect(attempts.take('a')).toBe(0);
  });

  it('are remembered of so many names only', () => {
    const attempts = new Attempts(1, 1000, () => 0);
    for (let name = 0; name < 10_050; name += 1) attempts.take(String(name));
    expect(attempts.size).toBe(10_000);
    expect(attempts.take('10049')).toBeGreaterThan(0);
    expect(attempts.take('0')).toBe(0);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s are those of %s', (address, name) => {
    expect(addressName(address)).toBe(name);
  });
});
