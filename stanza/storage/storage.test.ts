import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { parse, xml } from '../core/index.js';
import { privateRequest, privateStorage, readPrivate } from './storage.js';

describe('private storage', () => {
  it('is asked for by name', () => {
    toEqualXml(
      privateRequest('prefs', 'movim:prefs'),
      "<query xmlns='jabber:iq:private'><prefs xmlns='movim:prefs'/></query>",
    );
  });

  it.each(['prosody', 'ejabberd'])('is read as %s gives it', (server) => {
    const data = readPrivate(fixture(`storage/private-${server}`));
    expect(data?.is('prefs', 'movim:prefs')).toBe(true);
    expect(data?.getChildText('data')).toBe("Hello, is it me you're looking for?");
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const query = privateStorage(xml('a', { xmlns: 'urn:x' }, text));
        const iq = parse(`<iq xmlns='jabber:client'>${query.toString()}</iq>`);
        expect(readPrivate(iq)?.getText()).toBe(text);
      }),
    );
    expect(readPrivate(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
  });
});
