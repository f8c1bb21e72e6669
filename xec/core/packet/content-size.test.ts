import { expect, it } from '@jest/globals';
import { contentSize, jsonSize } from './content-size.js';

it.each([
  ['text', 'abc'],
  ['nothing', null],
  ['an empty list', []],
  ['a list', ['a', 'bc']],
  ['an object', { a: 'b', c: [], d: { e: 'f' } }],
])('%s is about as large as its JSON', (_what, value) => {
  const { length } = JSON.stringify(value);
  expect(jsonSize(value)).toBeGreaterThanOrEqual(length);
  expect(jsonSize(value)).toBeLessThanOrEqual(length + 4);
});

it('is that of the content, whoever made the packet', () => {
  const packet = { key: 'said', session: 'a', seq: 1, at: 0 };
  expect(contentSize({ ...packet, content: { text: 'yes' } })).toBe(15);
});
