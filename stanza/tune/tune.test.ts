import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import { readTune, tuneElement } from './tune.js';

describe('a tune', () => {
  it('is read as it was written', () => {
    const text = fc.string({ minLength: 1 }).filter((each) => each === each.trim());
    const shape = fc.record(
      {
        ...{ artist: text, title: text, source: text, track: text, uri: text, genre: text },
        length: fc.nat(65_535),
        rating: fc.integer({ min: 1, max: 10 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shape, (tune) => {
        expect(readTune(parse(tuneElement(tune).toString()))).toEqual(tune);
      }),
    );
  });

  it('has no numbers that are none', () => {
    const inside =
      '<length>-1</length><rating>11</rating><artist> </artist><title>a</title><title>b</title>';
    const el = parse(`<tune xmlns='http://jabber.org/protocol/tune'>${inside}</tune>`);
    expect(readTune(el)).toEqual({ title: 'a' });
  });
});
