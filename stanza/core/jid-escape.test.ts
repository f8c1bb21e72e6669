import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeLocal, makeJid, unescapeLocal } from '../index.js';

describe('JID escaping (XEP-0106)', () => {
  it.each([
    ['space cadet', 'space\\20cadet'],
    ['call me "ishmael"', 'call\\20me\\20\\22ishmael\\22'],
    ['at&t guy', 'at\\26t\\20guy'],
    ["d'artagnan", 'd\\27artagnan'],
    ['/.fanboy', '\\2f.fanboy'],
    ['::foo::', '\\3a\\3afoo\\3a\\3a'],
    ['<foo>', '\\3cfoo\\3e'],
    ['user@host', 'user\\40host'],
    ['c:\\net', 'c\\3a\\net'],
    ['c:\\\\net', 'c\\3a\\\\net'],
    ['c:\\cool stuff', 'c\\3a\\cool\\20stuff'],
    ['c:\\5commas', 'c\\3a\\5c5commas'],
    ["here's_a_wild_&_/cr%zy/_address", 'here\\27s_a_wild_\\26_\\2fcr%zy\\2f_address'],
    ['\\3and\\2is\\5cool', '\\5c3and\\2is\\5c5cool'],
  ])('writes %s as %s, and back', (shown, escaped) => {
    expect(escapeLocal(shown)).toBe(escaped);
    expect(unescapeLocal(escaped)).toBe(shown);
  });

  it.each(['\\2plus\\2is\\4', 'foo\\bar', 'foob\\41r', 'tr\u00E9ville'])(
    'leaves %s alone',
    (text) => {
      expect(escapeLocal(text)).toBe(text);
      expect(unescapeLocal(text)).toBe(text);
    },
  );

  it('unescapes once', () => {
    expect(unescapeLocal('\\5c5c20')).toBe('\\5c20');
    expect(unescapeLocal('a\\5c20b')).toBe('a\\20b');
  });

  it('escapes a backslash that preparation would turn into an escape', () => {
    const jid = makeJid({ local: escapeLocal('a\\3Ab'), domain: 'a.example' });
    expect(unescapeLocal(jid.local ?? '')).toBe('a\\3ab');
  });

  it('has no escape for a space at either end', () => {
    expect(escapeLocal(' a ')).toBe(' a ');
    expect(() => makeJid({ local: escapeLocal(' a'), domain: 'a.example' })).toThrow();
    expect(unescapeLocal('\\20a\\20')).toBe('\\20a\\20');
  });

  it('loses nothing of any text', () => {
    const unit = fc.constantFrom(...' "&\'/:<>@\\0123456789abcdefABCDEF');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(unescapeLocal(escapeLocal(text))).toBe(text);
      }),
    );
  });
});
