import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import { activities, activityElement, readActivity, specificActivities } from './activity.js';

describe('an activity', () => {
  it('is read as it was written', () => {
    const shape = fc.record(
      {
        general: fc.constantFrom(...activities),
        specific: fc.constantFrom(...specificActivities),
        text: fc.string({ minLength: 1 }).filter((text) => text === text.trim()),
      },
      { requiredKeys: ['general'] },
    );
    fc.assert(
      fc.property(shape, (activity) => {
        expect(readActivity(parse(activityElement(activity).toString()))).toEqual(activity);
      }),
    );
  });

  it.each([
    ['<juggling/>', { general: 'undefined' }],
    ['<eating><cake/></eating>', { general: 'eating', specific: 'other' }],
    ["<eating><cake xmlns='urn:x'/></eating>", { general: 'eating' }],
    ["<eating xmlns='urn:x'/>", {}],
  ])('is what it is: %s', (inside, expected) => {
    const el = parse(`<activity xmlns='http://jabber.org/protocol/activity'>${inside}</activity>`);
    expect(readActivity(el)).toEqual(expected);
  });
});
