import { expect, it } from '@jest/globals';
import { defaultParseLimits } from './limits.js';
import { parse } from './parse.js';

it('has the limits that its documentation names', () => {
  expect(defaultParseLimits).toEqual({
    maxBytes: 1_048_576,
    maxDepth: 200,
    maxAttributes: 128,
    maxElements: 10_000,
    maxNameBytes: 1024,
  });
});

const attributes = (count: number): string =>
  Array.from({ length: count }, (_, index) => ` a${String(index)}=''`).join('');

it.each<[string, number, (count: number) => string]>([
  ['elements', 10_000, (count) => `<a>${'<b/>'.repeat(count - 1)}</a>`],
  ['attributes', 128, (count) => `<a${attributes(count)}/>`],
  ['depth', 200, (count) => '<a>'.repeat(count) + '</a>'.repeat(count)],
  ['bytes', 1_048_576, (count) => `<a>${'x'.repeat(count - 7)}</a>`],
])('takes so much of %s by default, and no more', (_what, limit, make) => {
  expect(() => parse(make(limit))).not.toThrow();
  expect(() => parse(make(limit + 1))).toThrow(
    expect.objectContaining({ condition: 'policy-violation' }),
  );
});
