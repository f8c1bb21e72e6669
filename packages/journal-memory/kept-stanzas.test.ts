import { describe, expect, it } from '@jest/globals';
import { Random } from '@xec/testing';
import type { OutboundStanza } from '@xec/xec';
import { KeptStanzas } from './kept-stanzas.js';

const stanza = (number: number, xml = `<a n="${String(number)}"/>`): OutboundStanza => ({
  number,
  xml,
});

const numbers = (kept: KeptStanzas): number[] => kept.all().map(({ number }) => number);

describe('stanzas that have not arrived', () => {
  it('are in the order of their numbers, whatever came in which order', () => {
    const kept = new KeptStanzas();
    for (const number of [3, 5, 4, 9, 1, 5]) kept.add(stanza(number));
    expect(numbers(kept)).toEqual([1, 3, 4, 5, 9]);
  });

  it('give their place to one of the same number', () => {
    const kept = new KeptStanzas();
    kept.add(stanza(1));
    kept.add(stanza(2));
    kept.add(stanza(1, '<b/>'));
    expect(kept.all()).toEqual([stanza(1, '<b/>'), stanza(2)]);
  });

  it('are the same as those of a map, whatever is done', () => {
    const random = new Random(20_261_128);
    for (let round = 0; round < 50; round += 1) {
      const kept = new KeptStanzas();
      const plain = new Map<number, OutboundStanza>();
      let next = 1;
      for (let step = 0; step < 200; step += 1) {
        const what = random.next();
        if (what < 0.6) {
          const number = random.chance(0.9) ? next : random.between(1, next);
          next = Math.max(next, number + 1);
          kept.add(stanza(number));
          plain.set(number, stanza(number));
        } else if (what < 0.8) {
          const number = random.between(0, next);
          kept.delete(number);
          plain.delete(number);
        } else if (what < 0.99) {
          const upTo = random.between(0, next);
          kept.deleteUpTo(upTo);
          for (const number of plain.keys()) if (number <= upTo) plain.delete(number);
        } else {
          kept.clear();
          plain.clear();
        }
        expect(numbers(kept)).toEqual([...plain.keys()].sort((one, other) => one - other));
      }
    }
  });
});
