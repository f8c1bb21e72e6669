import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { readLocation } from './location.js';

const read = (inside: string) =>
  readLocation(parse(`<geoloc xmlns='http://jabber.org/protocol/geoloc'>${inside}</geoloc>`));

describe('a location', () => {
  it('has no numbers and dates that are none', () => {
    expect(read('<lat>91</lat><lon>east</lon><accuracy>-1</accuracy>')).toEqual({});
    expect(read('<alt>Infinity</alt><lat>0x10</lat><timestamp>now</timestamp>')).toEqual({});
    expect(read('<lat>+1e1</lat>')).toEqual({ lat: 10 });
  });
});
