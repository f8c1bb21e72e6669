/** The reader of plain frames beside the parser of all of them: what it reads, that one reads, too. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XmlError } from './error.js';
import { defaultParseLimits } from './limits.js';
import { parse, parseAny } from './parse.js';
import { readPlain } from './plain.js';

const plain = (frame: string, limits = defaultParseLimits, outer?: string) =>
  readPlain(frame, limits, outer);

describe('a plain frame', () => {
  it.each([
    [`<a/>`],
    [`<a b='1' c="it's"/>`],
    [`<a xmlns='urn:a'><b xmlns="urn:b" xml:lang='fr'>text</b> <c/><d></d></a>`],
    [`<a>&lt;&#233;&amp;&#x1F600;</a>`],
    [`<a b='&quot;\t\n&#10;'>one\r\ntwo > three</a>`],
    [`<a b='é€😀'>naïve 日本語 😀<c d='спасибо'/> end</a>`],
    [`<a b='\u0080\u{10FFFF}'>\u07FF\u0800\uFFFC</a>`],
    [`<a ><b  c='1'  /></a>`],
    [`<p:a xmlns:p='urn:p'/>`],
    [`<a xmlns='urn:a' xmlns:p='urn:p'><b/></a>`],
    [`<p:a xmlns:p='urn:p' b='1' xml:lang='en'><c xmlns='urn:c'>text</c></p:a>`],
    [`<a><p:b xmlns:p='urn:one'/><p:b xmlns:p='urn:two'></p:b></a>`],
  ])('is read as any other: %s', (frame) => {
    const read = plain(frame);
    expect(read).toBeDefined();
    expect(read).toEqual(parseAny(frame));
    const bytes = new TextEncoder().encode(frame);
    expect(readPlain(frame, defaultParseLimits, undefined, bytes)).toEqual(read);
  });

  it('may come with bytes that go on behind it, or are more than the text has characters', () => {
    const frame = `<a>${'é'.repeat(20_000)}</a>`;
    const bytes = new TextEncoder().encode(`${frame}<b/>`).subarray(0, -4);
    expect(readPlain(frame, defaultParseLimits, undefined, bytes)?.getText()).toHaveLength(20_000);
    const limits = { ...defaultParseLimits, maxBytes: bytes.length - 1 };
    expect(readPlain(frame, limits, undefined, bytes)).toBeUndefined();
  });

  it('is given the default namespace around it, unless it has one', () => {
    const around = new Map([['', 'urn:outer']]);
    for (const frame of [`<a/>`, `<a xmlns='urn:own'/>`, `<a xmlns=''/>`]) {
      expect(plain(frame, undefined, 'urn:outer')).toEqual(parseAny(frame, undefined, around));
    }
    expect(plain(`<a/>`, undefined, '')?.attrs).toEqual({});
  });

  it('may be large', () => {
    const text = 'é'.repeat(300_000);
    expect(plain(`<a>${text}</a>`)?.getText()).toBe(text);
    expect(plain('<a/>')).toEqual(parseAny('<a/>')); // the room for that one is there still
  });
});

describe('a frame that is left to the other parser', () => {
  it.each([
    [`no element`, 'text'],
    [``, ''],
    [` <a/>`, `<a/> `],
    [`<a/><b/>`, `<a/>text`],
    [`<p:a/>`, `<p:a xmlns:q='urn:q'/>`],
    [`<p:a xmlns:p='urn:p'><p:b/></p:a>`, `<a xmlns:p='urn:p' p:b=''/>`],
    [`<p:a xmlns:p=''/>`, `<xml:a/>`],
    [`<xml:a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>`, `<a xmlns:xmlns='urn:p'/>`],
    [`<p:a xmlns:p='http://www.w3.org/2000/xmlns/'/>`, `<p:a:b xmlns:p='urn:p'/>`],
    [`<p:a xmlns:p='http://www.w3.org/XML/1998/namespace'/>`, `<p: xmlns:p='urn:p'/>`],
    [`<p:a xmlns:p='urn:p' xmlns:p='urn:p'/>`, `<p:a xmlns:p:q='urn:p'/>`],
    [`<p:a xmlns:p='urn:p'></a>`, `<p:a xmlns:p='urn:p'></q:a>`],
    [`<a><![CDATA[text]]></a>`, `<a><!-- --></a>`],
    [`<?xml version='1.0'?><a/>`, `<!DOCTYPE a><a/>`],
    [`<a b='1' b='2'/>`, `<a xmlns='urn:a' xmlns='urn:b'/>`],
    [`<a __proto__='1'/>`, `<a constructor='1'/>`],
    [`<a b=1/>`, `<a b/>`],
    [`<a b ='1'/>`, `<a\nb='1'/>`],
    [`<a b='1'c='2'/>`, `<a b='<'/>`],
    [`<a></b>`, `<a></ab>`],
    [`<a>`, `</a>`],
    [`<a></a >`, `<a><b></a></b>`],
    [`<é/>`, `<a é='1'/>`],
    [`<1/>`, `<a 1='1'/>`],
    [`<a>\u0001</a>`, `<a b='\u001f'/>`],
    [`<a>\ud800</a>`, `<a>\ufffd</a>`],
    [`<a>\uffff</a>`, `<a b='\ufffe'/>`],
    [`<a/`, `<a b='`],
    [
      `<a xmlns='http://www.w3.org/XML/1998/namespace'/>`,
      `<a xmlns='http://www.w3.org/2000/xmlns/'/>`,
    ],
    [`<a xmlns='urn:&amp;'/>`, `<a xmlns='urn:é'/>`],
  ])('%j, %j', (...frames) => {
    for (const frame of frames) expect(plain(frame)).toBeUndefined();
  });

  it('is one over a limit, too', () => {
    const limits = { ...defaultParseLimits, maxDepth: 2, maxElements: 3, maxAttributes: 2 };
    expect(plain(`<a><b/><b/></a>`, limits)).toBeDefined();
    expect(plain(`<a b='1' c='2'/>`, limits)).toBeDefined();
    for (const frame of [`<a><b><c/></b></a>`, `<a><b/><b/><b/></a>`, `<a b='' c='' d=''/>`]) {
      expect(plain(frame, limits)).toBeUndefined();
    }
    expect(plain(`<abc/>`, { ...limits, maxNameBytes: 2 })).toBeUndefined();
    expect(plain(`<a abc=''/>`, { ...limits, maxNameBytes: 2 })).toBeUndefined();
    expect(plain(`<a>ééé</a>`, { ...limits, maxBytes: 12 })).toBeUndefined();
  });

  it('leaves nothing for the next one', () => {
    expect(plain(`<a>text<b/>more<c><d/>`)).toBeUndefined();
    expect(() => plain(`<a>text<b/><c>&unknown;</c></a>`)).toThrow(XmlError);
    expect(plain(`<a><b/></a>`)).toEqual(parseAny(`<a><b/></a>`));
  });
});

describe('pieces of frames, put together at random', () => {
  const pieces = [
    ...[
      `<a`,
      `<b`,
      `</a>`,
      `</b>`,
      `/>`,
      `>`,
      ` `,
      `'`,
      `"`,
      `=`,
      ` c='1'`,
      ` xmlns='urn:x'`,
      `<d/>`,
    ],
    ...[
      `&amp;`,
      `&x;`,
      `text`,
      `é`,
      `😀`,
      `\t`,
      `\r`,
      `\0`,
      `]]>`,
      `<![CDATA[`,
      ` xml:lang='fr'`,
      `:`,
    ],
  ];
  const attempt = (read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError);
      return error;
    }
  };

  it('mean the same to both', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (some) => {
        for (const frame of [
          some.join(''),
          `<a>${some.join('')}</a>`,
          `<a b='${some.join('')}'/>`,
        ]) {
          if (attempt(() => plain(frame)) !== undefined) read += 1;
          expect(attempt(() => parse(frame))).toEqual(attempt(() => parseAny(frame)));
        }
      }),
      { numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(150);
  });
});
