import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { privateRequest, readPrivate } from './storage.js';

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
});
