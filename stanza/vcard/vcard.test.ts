import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, plainXml, toEqualXml } from '@xec/testing/fixtures';
import { parse, xml, type XmlElement } from '../core/index.js';
import { readVcard } from './read-vcard.js';
import { vcardRequest, type Vcard } from './vcard.js';
import { isVcardRest, vcardElement } from './write-vcard.js';

const iq = (child: XmlElement): XmlElement =>
  parse(xml('iq', { xmlns: 'jabber:client', type: 'result' }, child).toString());

const read = (text: string): Vcard =>
  readVcard(iq(parse(`<vCard xmlns='vcard-temp'>${text}</vCard>`)));

describe('a vCard', () => {
  it.each(['own-prosody', 'own-ejabberd', 'nobody-prosody', 'nobody-ejabberd', 'movim'])(
    'is read as in %s, and read again as it was written',
    (name) => {
      const { vcard } = fixtureJson<{ vcard: Vcard }>(`vcard/${name}`);
      expect(readVcard(fixture(`vcard/${name}`))).toEqual(vcard);
      expect(readVcard(iq(vcardElement(vcard)))).toEqual(vcard);
    },
  );

  it('is asked for', () => {
    toEqualXml(vcardRequest(), "<vCard xmlns='vcard-temp'/>");
  });

  it('is empty where there is none', () => {
    expect(readVcard(parse("<iq xmlns='jabber:client' type='result'/>"))).toEqual({});
    expect(read('<FN/><NICKNAME> </NICKNAME><N/><TEL/><PHOTO></PHOTO>')).toEqual({});
  });

  it('of another namespace is none', () => {
    const other = parse("<vCard xmlns='vcard:temp'><FN>A</FN></vCard>");
    expect(readVcard(iq(other))).toEqual({});
    expect(read("<FN xmlns='urn:x'>A</FN>")).toEqual({ rest: ['<FN xmlns="urn:x">A</FN>'] });
  });
});

describe('what we have no name for', () => {
  const unknown = readVcard(fixture('vcard/unknown'));

  it('is kept as text, in its place', () => {
    const { vcard } = fixtureJson<{ vcard: Vcard }>('vcard/unknown');
    expect(unknown).toMatchObject(vcard);
    expect(unknown.rest?.map((text) => parse(text).getName())).toEqual([
      'FN',
      'VERSION',
      'mood',
      'PHOTO',
    ]);
  });

  it('is written back as it was when something else changed', () => {
    const written = parse(vcardElement({ ...unknown, nickname: 'new' }).toString());
    const before = fixture('vcard/unknown').getChild('vCard');
    for (const name of ['FN', 'VERSION', 'TEL', 'ORG', 'N', 'x:mood']) {
      const plain = (el: typeof before) =>
        el?.children.flatMap((child) =>
          typeof child === 'string' || child.name !== name ? [] : [plainXml(child)],
        );
      const sorted = (list: unknown) =>
        JSON.parse(JSON.stringify(list), (_key, value: unknown) =>
          Array.isArray(value) ? [...(value as unknown[])].sort(byText) : value,
        ) as unknown;
      expect(sorted(plain(written))).toEqual(sorted(plain(before)));
    }
    expect(written.getChildText('NICKNAME')).toBe('new');
    expect(readVcard(iq(written))).toEqual({ ...unknown, nickname: 'new' });
  });

  it('in the place of a text is kept too', () => {
    const { rest } = read('<FN>A<B/></FN>');
    expect(rest).toHaveLength(1);
  });

  it('is refused where it is no element', () => {
    for (const text of ['', 'text', '<a>', '<a/><b/>', '<!-- a -->', '<x:a/>', '<a>&b;</a>']) {
      expect(isVcardRest(text)).toBe(false);
      expect(() => vcardElement({ rest: [text] })).toThrow();
    }
    expect(isVcardRest("<a xmlns='urn:x'>b</a>")).toBe(true);
  });
});

describe('writing', () => {
  it('escapes texts, puts types first, and leaves out what is empty or has no element', () => {
    toEqualXml(
      vcardElement({
        fn: 'A <b> & c',
        nickname: '',
        tel: [{ number: '1', types: ['pref', 'home', 'internet'] }],
        n: {},
      }),
      `<vCard xmlns='vcard-temp'><FN>A &lt;b&gt; &amp; c</FN><N/>
         <TEL><PREF/><HOME/><NUMBER>1</NUMBER></TEL></vCard>`.replace(/\n\s*/g, ''),
    );
  });

  it('takes line breaks out of base64, and leaves them in other texts', () => {
    expect(read('<PHOTO><BINVAL>\n AA\n AA </BINVAL></PHOTO><DESC>a\n b</DESC>')).toEqual({
      photo: { binval: 'AAAA' },
      desc: 'a\n b',
    });
  });
});

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
