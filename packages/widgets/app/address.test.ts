import { describe, expect, it } from '@jest/globals';
import { hashOf, readPlace } from './address.js';

describe('the address of a place', () => {
  it.each([
    ['#/chat', { view: 'chat', path: '' }],
    ['#/chat/romeo%40localhost', { view: 'chat', path: 'romeo@localhost' }],
    ['#/chat/a%2Fb%40c%20%F0%9F%98%BA', { view: 'chat', path: 'a/b@c 😺' }],
  ])('%s is %j, and back', (hash, place) => {
    expect(readPlace(hash)).toEqual(place);
    expect(hashOf(place)).toBe(hash);
  });

  it('may be cut off, or be none', () => {
    expect(readPlace('#/chat/%F0%9F')).toEqual({ view: 'chat', path: '' });
    for (const none of ['', '#', '#chat', '#/', '#/Chat', '#//x']) {
      expect(readPlace(none)).toBeUndefined();
    }
  });
});
