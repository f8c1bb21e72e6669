import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { readActivity } from './activity.js';

describe('an activity', () => {
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
