import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import { mdsElement, readMds } from './mds.js';

describe('what was displayed', () => {
  it('is read as it was written', () => {
    const jid = fc.constantFrom('a@b.example', 'room@c.example', 'room@c.example/nick');
    const id = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
    fc.assert(
      fc.property(fc.record({ chat: jid, id, by: jid }), (displayed) => {
        const el = parse(mdsElement(displayed).toString());
        expect(readMds(el, displayed.chat)).toEqual(displayed);
      }),
    );
  });

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
