import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { UNLIKE, measureOf } from './exact.js';
import { fieldEntries } from './fields.js';

const schema = v.object(
  fieldEntries({
    texts: ['name'],
    numbers: { size: { min: 0 }, floor: { min: -9, max: 9, isInteger: true }, any: {} },
  }),
);

describe('a schema of plain fields', () => {
  it.each([{}, { name: 'a' }, { size: 0.5, floor: -9, any: -1e300 }])('takes %j', (value) => {
    expect(v.parse(schema, value)).toEqual(value);
    expect(measureOf(schema)(value)).not.toBe(UNLIKE);
  });

  it.each([{ name: 1 }, { size: -1 }, { floor: 10 }, { floor: 0.5 }, { any: '1' }, { any: NaN }])(
    'refuses %j',
    (value) => {
      expect(v.is(schema, value)).toBe(false);
      expect(measureOf(schema)(value)).toBe(UNLIKE);
    },
  );
});
