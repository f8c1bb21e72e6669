import { describe, expect, it } from '@jest/globals';
import type { StartFact } from '../facts.js';
import { CarefulStart } from './careful-start.js';

/** Owners that die one after the other, each with the stanza after `inbound` in its hands. */
function die(times: number, inbound: number): StartFact | undefined {
  let fact: StartFact | undefined;
  for (let n = 0; n < times; n += 1) {
    const start = new CarefulStart(fact, inbound);
    fact = start.isCareful ? (start.watch(inbound) ?? start.fact) : start.fact;
  }
  return fact;
}

describe('a start', () => {
  it('is careful after two owners in a row that handled nothing', () => {
    expect([1, 2, 3].map((n) => new CarefulStart(die(n - 1, 5), 5).isCareful)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is not after one that handled something', () => {
    expect(new CarefulStart(die(7, 5), 6).isCareful).toBe(false);
    expect(new CarefulStart(die(7, 5), 6).fact).toEqual({ inbound: 6, starts: 1, tries: 0 });
  });

  it('38 gives the stanza up that three careful owners died of, and no other', () => {
    const start = new CarefulStart(die(5, 5), 5);
    expect(start.watch(5)).toBeUndefined();
    expect(start.watch(6)).toEqual({ inbound: 6, starts: 6, tries: 1 });
    expect(new CarefulStart(die(4, 5), 5).watch(5)).toMatchObject({ tries: 3 });
  });

  it('is careful for a hundred stanzas', () => {
    const start = new CarefulStart(die(2, 5), 5);
    for (let n = 0; n < 100; n += 1) {
      expect(start.isCareful).toBe(true);
      start.watch(5 + n);
    }
    expect(start.isCareful).toBe(false);
  });
});
