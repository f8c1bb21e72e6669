import { expect, it } from '@jest/globals';
import { contentSize, jsonSize } from './content-size.js';
import { MadePacket } from './made-packet.js';

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

it('is that of the content, whoever made the packet, and no field of it', () => {
  const fields = { key: 'said', content: { text: 'yes' }, session: 'a', seq: 1, at: 0 };
  expect(contentSize(fields)).toBe(15);
  // What its maker found is not looked for again.
  const made = new MadePacket('said', { text: 'yes' }, 99, undefined, 'a', 1, 0);
  expect(contentSize(made)).toBe(99);
  expect({ ...made }).toEqual(fields);
  expect(JSON.parse(JSON.stringify(made))).toEqual(fields);
});
