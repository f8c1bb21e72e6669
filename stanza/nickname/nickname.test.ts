import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import { nicknameElement, readNickname } from './nickname.js';

describe('a nickname', () => {
  it('is read as it was written', () => {
    const nick = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text === text.trim());
    fc.assert(
      fc.property(fc.record({ nick }, { requiredKeys: [] }), (nickname) => {
        expect(readNickname(parse(nicknameElement(nickname).toString()))).toEqual(nickname);
      }),
    );
  });

  it('of white space is none', () => {
    expect(readNickname(parse("<nick xmlns='http://jabber.org/protocol/nick'> </nick>"))).toEqual(
      {},
    );
    expect(readNickname(parse("<nick xmlns='urn:x'>a</nick>"))).toBeUndefined();
  });
});
