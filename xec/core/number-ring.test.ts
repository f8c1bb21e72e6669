import { describe, expect, it } from '@jest/globals';
import { Random } from '@xec/testing';
import { NumberRing } from './number-ring.js';

interface Named {
  readonly name: string;
}

const named = (name: string | number): Named => ({ name: String(name) });

describe('a ring of numbers', () => {
  it('is in the order of the numbers, whatever came in which order', () => {
    const ring = new NumberRing<Named>();
    for (const number of [3, 5, 4, 9, 1, 5]) ring.set(number, named(number));
    expect([...ring.keys()]).toEqual([1, 3, 4, 5, 9]);
  });

  it('gives the place of a number to the next one of the same number', () => {
    const ring = new NumberRing<Named>();
    ring.set(1, named('a'));
    ring.set(2, named('b'));
    ring.set(1, named('c'));
    expect([...ring.values()]).toEqual([named('c'), named('b')]);
  });

  it('finds numbers between which many are left out', () => {
    const ring = new NumberRing<Named>();
    const numbers = [1, 2, 1_000_000, 2 ** 40, Number.MAX_SAFE_INTEGER];
    for (const number of numbers) ring.set(number, named(number));
    expect(numbers.map((number) => ring.get(number)?.name)).toEqual(numbers.map(String));
    expect([0, 3, 2 ** 40 + 1].map((number) => ring.get(number))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('holds what a Map holds, whatever is done', () => {
    const random = new Random(20_261_128);
    for (let round = 0; round < 50; round += 1) {
      const ring = new NumberRing<Named>();
      const plain = new Map<number, Named>();
      let next = 1;
      for (let step = 0; step < 200; step += 1) {
        const what = random.next();
        if (what < 0.6) {
          const number = random.chance(0.9) ? next : random.between(1, next);
          next = Math.max(next, number + 1 + (random.chance(0.1) ? random.between(1, 5) : 0));
          const value = named(step);
          ring.set(number, value);
          plain.set(number, value);
        } else if (what < 0.8) {
          const number = random.between(0, next);
          expect(ring.take(number)).toBe(plain.get(number));
          plain.delete(number);
        } else if (what < 0.99) {
          const upTo = random.between(0, next);
          ring.dropUpTo(upTo);
          for (const number of plain.keys()) if (number <= upTo) plain.delete(number);
        } else {
          ring.clear();
          plain.clear();
        }
        expect([...ring.entries()]).toEqual([...plain].sort(([one], [other]) => one - other));
        const any = random.between(0, next);
        expect(ring.get(any)).toBe(plain.get(any));
      }
    }
  });
});
