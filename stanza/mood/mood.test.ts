import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { readMood } from './mood.js';

describe('a mood', () => {
  it.each([
    ['<other/>', { mood: 'undefined' }],
    ["<happy xmlns='urn:x'/>", {}],
    ['<happy/><sad/>', { mood: 'happy' }],
    ["<happy><x xmlns='urn:x'/></happy><text> </text>", { mood: 'happy' }],
  ])('is what it is: %s', (inside, expected) => {
    const el = parse(`<mood xmlns='http://jabber.org/protocol/mood'>${inside}</mood>`);
    expect(readMood(el)).toEqual(expected);
  });
});
