import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import { moodElement, moods, readMood } from './mood.js';

describe('a mood', () => {
  it('is read as it was written', () => {
    const shape = fc.record(
      {
        mood: fc.constantFrom(...moods),
        text: fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text === text.trim()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shape, (mood) => {
        expect(readMood(parse(moodElement(mood).toString()))).toEqual(mood);
      }),
    );
  });

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
