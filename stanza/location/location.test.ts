import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDateTime, parse } from '../core/index.js';
import { locationElement, readLocation } from './location.js';

const read = (inside: string) =>
  readLocation(parse(`<geoloc xmlns='http://jabber.org/protocol/geoloc'>${inside}</geoloc>`));

describe('a location', () => {
  it('is read as it was written', () => {
    const text = fc.string({ minLength: 1 }).filter((each) => each === each.trim());
    const number = (min?: number, max?: number) =>
      fc
        .double({
          ...(min !== undefined && { min }),
          ...(max !== undefined && { max }),
          noNaN: true,
        })
        .filter((each) => Number.isFinite(each) && !Object.is(each, -0));
    const date = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map(formatDateTime);
    const shape = fc.record(
      {
        ...{ locality: text, country: text, text, uri: text, tzo: text },
        ...{ lat: number(-90, 90), lon: number(-180, 180), alt: number(), speed: number(0) },
        timestamp: date,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shape, (location) => {
        expect(readLocation(parse(locationElement(location).toString()))).toEqual(location);
      }),
    );
  });

  it('has no numbers and dates that are none', () => {
    expect(read('<lat>91</lat><lon>east</lon><accuracy>-1</accuracy>')).toEqual({});
    expect(read('<alt>Infinity</alt><lat>0x10</lat><timestamp>now</timestamp>')).toEqual({});
    expect(read('<lat>+1e1</lat>')).toEqual({ lat: 10 });
  });
});
