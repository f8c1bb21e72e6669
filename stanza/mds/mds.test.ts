import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { mdsElement, readMds } from './mds.js';

describe('what was displayed', () => {
  it.each([
    ["<displayed xmlns='urn:x'/>", 'a@b'],
    ["<displayed xmlns='urn:xmpp:mds:displayed:0'/>", 'a@b'],
    [mdsElement({ chat: 'a@b', id: '', by: 'a@b' }).toString(), 'a@b'],
    [mdsElement({ chat: 'a@b', id: '1', by: '@' }).toString(), 'a@b'],
    [mdsElement({ chat: 'a@b', id: '1', by: 'a@b' }).toString(), '@'],
  ])('is not said by %s', (text, item) => {
    expect(readMds(parse(text), item)).toBeUndefined();
  });
});
