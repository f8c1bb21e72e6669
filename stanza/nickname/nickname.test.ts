import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { readNickname } from './nickname.js';

describe('a nickname', () => {
  it('of white space is none', () => {
    expect(readNickname(parse("<nick xmlns='http://jabber.org/protocol/nick'> </nick>"))).toEqual(
      {},
    );
    expect(readNickname(parse("<nick xmlns='urn:x'>a</nick>"))).toBeUndefined();
  });
});
