import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Jid } from '../index.js';
import { InvalidJid, makeJid, parseJid, readJid } from '../index.js';

const prepared = (text: string): string => parseJid(text).toString();

/** The part at fault, or `valid`. */
function faultOf(text: string): string {
  try {
    parseJid(text);
    return 'valid';
  } catch (error) {
    if (error instanceof InvalidJid) return error.part;
    throw error;
  }
}

describe('the tables of RFC 7622 section 3.5', () => {
  it.each([
    ['juliet@example.com', 'juliet', 'example.com', undefined],
    ['juliet@example.com/foo', 'juliet', 'example.com', 'foo'],
    ['juliet@example.com/foo bar', 'juliet', 'example.com', 'foo bar'],
    ['juliet@example.com/foo@bar', 'juliet', 'example.com', 'foo@bar'],
    ['foo\\20bar@example.com', 'foo\\20bar', 'example.com', undefined],
    ['fussball@example.com', 'fussball', 'example.com', undefined],
    ['fu\u00DFball@example.com', 'fu\u00DFball', 'example.com', undefined],
    ['\u03C0@example.com', '\u03C0', 'example.com', undefined],
    ['\u03A3@example.com/foo', '\u03C3', 'example.com', 'foo'],
    ['\u03C3@example.com/foo', '\u03C3', 'example.com', 'foo'],
    ['\u03C2@example.com/foo', '\u03C2', 'example.com', 'foo'],
    ['king@example.com/\u265A', 'king', 'example.com', '\u265A'],
    ['example.com', undefined, 'example.com', undefined],
    ['example.com/foobar', undefined, 'example.com', 'foobar'],
    ['a.example.com/b@example.net', undefined, 'a.example.com', 'b@example.net'],
  ])('reads %s', (text, local, domain, resource) => {
    const jid = parseJid(text);
    expect([jid.local, jid.domain, jid.resource]).toEqual([local, domain, resource]);
  });

  it.each([
    ['"juliet"@example.com', 'local'],
    ['foo bar@example.com', 'local'],
    ['@example.com/', 'local'],
    ['henry\u2163@example.com', 'local'],
    ['\u265A@example.com', 'local'],
    ['juliet@', 'domain'],
    ['/foobar', 'domain'],
  ])('refuses %s for its %s', (text, part) => {
    expect(['jid', part, 'resource']).toContain(faultOf(text));
  });

  it('keeps a leading space of a resource, which the table refuses and no rule does', () => {
    expect(parseJid('juliet@example.com/ foo').resource).toBe(' foo');
  });
});

describe('a JID', () => {
  const jid = parseJid('Romeo@Montague.Example/Orchard/1@2');

  it('has its parts and texts', () => {
    expect(jid.bare).toBe('romeo@montague.example');
    expect(jid.resource).toBe('Orchard/1@2');
    expect(String(jid)).toBe('romeo@montague.example/Orchard/1@2');
    expect(jid.isBare).toBe(false);
  });

  it('gives its bare JID, and a bare JID gives itself', () => {
    const bare = jid.toBare();
    expect([bare.toString(), bare.isBare]).toEqual(['romeo@montague.example', true]);
    expect(bare.toBare()).toBe(bare);
  });

  it('takes another resource, prepared', () => {
    expect(jid.withResource('a\u00A0b').toString()).toBe('romeo@montague.example/a b');
    expect(() => jid.withResource('')).toThrow(InvalidJid);
    expect(() => jid.withResource('\u0007')).toThrow(InvalidJid);
  });

  it('equals what is prepared to the same text, and differs by case of the resource', () => {
    expect(jid.equals(parseJid('ROMEO@montague.example./Orchard/1@2'))).toBe(true);
    expect(jid.equals(parseJid('romeo@montague.example/orchard/1@2'))).toBe(false);
    expect(jid.equals(jid.toBare())).toBe(false);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(jid, { domain: 'evil.example' })).toThrow(TypeError);
  });
});

describe('makeJid', () => {
  it('prepares its parts', () => {
    const jid = makeJid({ local: 'Juliet', domain: 'EXAMPLE.com', resource: 'Balcony' });
    expect(jid.toString()).toBe('juliet@example.com/Balcony');
    expect(makeJid({ domain: 'example.com', local: undefined }).toString()).toBe('example.com');
  });

  it.each([
    [{ local: '', domain: 'a.example' }],
    [{ local: 'a@b', domain: 'a.example' }],
    [{ domain: 'a@b.example' }],
    [{ domain: 'b.example/c' }],
    [{ domain: '' }],
    [{ domain: 'b.example', resource: '' }],
  ])('does not let a part be more than itself: %j', (parts) => {
    expect(() => makeJid(parts)).toThrow(InvalidJid);
  });
});

describe('the limits', () => {
  const labels = (octets: number): string => 'a.'.repeat(octets).slice(0, octets - 1) + 'b';

  it('allows 1023 octets a part and refuses 1024', () => {
    const local = 'l'.repeat(1023);
    const domain = labels(1023);
    const resource = 'r'.repeat(1023);
    expect(parseJid(`${local}@${domain}/${resource}`).toString()).toHaveLength(3071);
    expect(faultOf(`${local}l@a.example`)).toBe('local');
    expect(faultOf(labels(1025))).toBe('domain');
    expect(faultOf(`a.example/${resource}r`)).toBe('resource');
  });

  it('counts octets and not characters', () => {
    expect(faultOf(`${'\u00DF'.repeat(511)}@a.example`)).toBe('valid'); // 1022
    expect(faultOf(`${'\u00DF'.repeat(512)}@a.example`)).toBe('local');
    expect(faultOf(`a.example/${'\u{1F600}'.repeat(255)}abc`)).toBe('valid'); // 1023
    expect(faultOf(`a.example/${'\u{1F600}'.repeat(256)}`)).toBe('resource');
  });

  it('refuses more than 3071 octets as a whole', () => {
    expect(faultOf(`a.example/${'r'.repeat(3061)}`)).toBe('resource');
    expect(faultOf(`a.example/${'r'.repeat(3062)}`)).toBe('jid');
    expect(faultOf(`a.example/${'\u20AC'.repeat(1021)}`)).toBe('jid');
    expect(faultOf(`a@a.example/${'r'.repeat(10_000_000)}`)).toBe('jid');
  });

  it('refuses empty parts and a second @ in the bare JID', () => {
    expect(['', '@', '/', 'a.example/', '@a.example', 'a@/b'].map(faultOf)).not.toContain('valid');
    expect(faultOf('a@b@c.example')).toBe('domain');
  });
});

describe('InvalidJid', () => {
  const messageOf = (text: string): string => {
    try {
      return parseJid(text).toString();
    } catch (error) {
      return String(error);
    }
  };

  it('says what was expected and what came', () => {
    expect(messageOf('a b@c.example')).toBe(
      'InvalidJid: localpart of a JID: expected no U+0020 in the identifier class, got "a b"',
    );
  });

  it('escapes what would break a line or turn its direction', () => {
    expect(messageOf('a\n\u202E"\u2028\uD800@c.example')).toContain(
      'got "a\\u{a}\\u{202e}\\"\\u{2028}\\u{d800}"',
    );
  });

  it('shortens what is long', () => {
    expect(messageOf('x'.repeat(9_999)).length).toBeLessThan(200);
    expect(messageOf('x'.repeat(9_999))).toContain('(9999 characters)');
  });
});

describe('readJid', () => {
  it('gives undefined for what is absent or invalid', () => {
    expect(readJid(undefined)).toBeUndefined();
    expect(readJid('')).toBeUndefined();
    expect(readJid('a b@c.example')).toBeUndefined();
    expect(readJid('a@c.example')?.bare).toBe('a@c.example');
  });
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );
  const oftenValid = fc.string({
    unit: fc.constantFrom(
      ...'abZ09-.@/\\ß\u03C2\u03A3\u0130\u0345\u212A\uFF21\uFF20\uFF0F\uFF0E\u05D0\u0660\u06F0\u00B7l\u0301é\u1E9E',
      ...'\u200C\u0628\u30FB\u30AB\u13A0\uAB70\u{1F600}\u3002\u00AD\uFE0F\uD800 ',
      'xn--',
    ),
    maxLength: 12,
  });

  it('is a JID that reads back as itself, or an InvalidJid', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, oftenValid), (text) => {
        if (faultOf(text) === 'valid') {
          const jid = parseJid(text);
          const again = parseJid(jid.toString());
          expect(again.equals(jid)).toBe(true);
          expect([again.local, again.domain, again.resource]).toEqual([
            jid.local,
            jid.domain,
            jid.resource,
          ]);
        } else {
          expect(readJid(text)).toBeUndefined();
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same JID as its parts make', () => {
    const part = fc.option(oftenValid, { nil: undefined });
    fc.assert(
      fc.property(part, oftenValid, part, (local, domain, resource) => {
        let jid: Jid;
        try {
          jid = makeJid({ local, domain, resource });
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidJid);
          return;
        }
        expect(prepared(jid.toString())).toBe(jid.toString());
        expect(parseJid(jid.toString()).local).toBe(jid.local);
      }),
      { numRuns: 2000 },
    );
  });
});
