import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { readTune } from './tune.js';

describe('a tune', () => {
  it('has no numbers that are none', () => {
    const inside =
      '<length>-1</length><rating>11</rating><artist> </artist><title>a</title><title>b</title>';
    const el = parse(`<tune xmlns='http://jabber.org/protocol/tune'>${inside}</tune>`);
    expect(readTune(el)).toEqual({ title: 'a' });
  });
});
