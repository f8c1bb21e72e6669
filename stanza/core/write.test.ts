import { describe, expect, it } from '@jest/globals';
import { Element } from 'ltx';
import { XmlElement } from './element.js';
import { parse } from './parse/parse.js';
import { UnwritableXml, write } from './write.js';
import { xml } from './xml.js';

describe('write', () => {
  it('writes names, attributes and children in their order', () => {
    const el = xml(
      'a',
      { b: '1', c: 2, d: true, e: undefined },
      'x',
      xml('f'),
      3,
      xml('g', {}, 'y'),
    );
    expect(write(el)).toBe('<a b="1" c="2" d="true">x<f/>3<g>y</g></a>');
    expect(el.toString()).toBe(write(el));
  });

  it('escapes what would be markup, and what a reader would change', () => {
    const all = `<>&"'\t\n\r]]>`;
    const written = write(xml('a', { b: all }, all));
    expect(written).toBe(
      `<a b="&lt;&gt;&amp;&quot;&apos;&#9;&#10;&#13;]]&gt;">&lt;&gt;&amp;"'\t\n&#13;]]&gt;</a>`,
    );
    expect(parse(written).attrs['b']).toBe(all);
    expect(parse(written).text()).toBe(all);
  });

  it('leaves other characters as they are', () => {
    const text = '\u007f\u0085\u00a0é\u2028\ud7ff\ue000\ufdd0\ufffd😀\u{10ffff}';
    expect(write(xml('a', { b: text }, text))).toBe(`<a b="${text}">${text}</a>`);
  });

  it('writes elements of ltx, and passes over nothing and null', () => {
    const el = new Element('a', { b: null, c: 1 }).c('d').t('x').up();
    el.children.push(null as unknown as string); // what plain JavaScript may do
    expect(write(el)).toBe('<a c="1"><d>x</d></a>');
  });

  it('writes an own attribute named __proto__ and no inherited one', () => {
    const el = xml('a', JSON.parse('{"__proto__":"x"}') as Record<string, string>); // a test's text
    expect(write(el)).toBe('<a __proto__="x"/>');
    const inherits = new XmlElement('a');
    inherits.attrs = Object.create({ b: 'x' }) as Record<string, string>; // the case at hand
    expect(write(inherits)).toBe('<a/>');
  });

  it('lets children be in the namespace of their parent', () => {
    const el = xml('a', { xmlns: 'u' }, xml('b'));
    expect(parse(write(el)).getChild('b', 'u')).toBeDefined();
  });

  it('declares what a part has from its parents', () => {
    const root = parse(
      '<p:a xmlns:p="urn:&amp;p" xmlns="u" xmlns:q="q"><b xmlns:r="r"><p:c r:d=""><e/></p:c></b></p:a>',
    );
    const part = root.getChild('b')?.getChild('c');
    expect(part?.toString()).toBe(
      '<p:c xmlns:p="urn:&amp;p" xmlns:r="r" xmlns="u" r:d=""><e/></p:c>',
    );
    expect(root.getChild('b')?.toString()).toContain('xmlns:r="r"><p:c');
  });

  it('declares nothing for a part that needs nothing', () => {
    const root = xml(
      'a',
      { xmlns: 'u', 'xmlns:p': 'p' },
      xml('b', { xmlns: '' }),
      xml('c', { xmlns: 'v' }),
    );
    expect(root.children.map(String)).toEqual(['<b xmlns=""/>', '<c xmlns="v"/>']);
    expect(String(xml('a', {}, xml('b')).children[0])).toBe('<b/>');
  });

  it('writes 10,000 levels, and no more: so an element that holds itself ends', () => {
    const nest = (depth: number): XmlElement => {
      let el = xml('a');
      for (let level = 1; level < depth; level++) el = xml('a', {}, el);
      return el;
    };
    expect(write(nest(10_000))).toHaveLength(9_999 * 7 + 4);
    expect(() => write(nest(10_001))).toThrow(/^…(\/a)+ is more than 10000 levels deep/);
    const own = xml('a');
    own.children.push(own);
    expect(() => write(own)).toThrow(UnwritableXml);
  });

  it('costs one look-up a level where prefixes are declared deep down', () => {
    let el = xml('p:a', { 'xmlns:p': 'u' });
    for (let level = 1; level < 9_000; level++) el = xml('p:a', { 'xmlns:p': 'u' }, el);
    expect(write(el).startsWith('<p:a xmlns:p="u"><p:a')).toBe(true);
  });
});

describe('what cannot be written', () => {
  const names = [
    '',
    ' ',
    'a b',
    'a>',
    'a/',
    '1a',
    '-a',
    ':a',
    'a:',
    'a:b:c',
    'a:1',
    'a"',
    '\u00d7',
    '\ud800',
    'a\0',
    '<a',
  ];
  it.each(names)('the name %j', (name) => {
    expect(() => write(xml('r', {}, xml(name)))).toThrow(/^r\/.*name/);
    expect(() => write(xml('r', { [name]: 'x' }))).toThrow(/^r .*name of an attribute/);
  });

  const characters = [
    '\0',
    '\u0001',
    '\u0008',
    '\u000b',
    '\u000c',
    '\u001f',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udc00',
    '\ud800x',
    '\udc00\ud800',
  ];
  it.each(characters)('the character %j', (character) => {
    expect(() => write(xml('a', {}, `secret${character}`))).toThrow(UnwritableXml);
    expect(() => write(xml('a', { b: `secret${character}` }))).toThrow(UnwritableXml);
  });

  it('and the message says where, and nothing of the content', () => {
    const el = xml('message', {}, xml('body', {}, 'secret\u0001'));
    expect(() => write(el)).toThrow(
      'message/body cannot be written: its text has U+0001, which XML does not allow',
    );
    const named = xml('message', {}, xml('x', { 'a-b': '\ud83d' }));
    expect(() => write(named)).toThrow('message/x cannot be written: its attribute a-b has U+D83D');
  });

  const declarations: [string, XmlElement][] = [
    ['a prefix not bound', xml('p:a')],
    ['an attribute’s prefix not bound', xml('a', { 'p:b': '' })],
    ['a prefix bound elsewhere', xml('a', {}, xml('b', { 'xmlns:p': 'u' }), xml('p:c'))],
    ['a prefix bound to nothing', xml('a', { 'xmlns:p': '' })],
    ['the prefix xmlns', xml('xmlns:a')],
    ['the prefix xmlns, declared', xml('a', { 'xmlns:xmlns': 'u' })],
    ['the prefix xml, bound anew', xml('a', { 'xmlns:xml': 'u' })],
    [
      'another prefix for the namespace of xml',
      xml('a', { 'xmlns:p': 'http://www.w3.org/XML/1998/namespace' }),
    ],
    ['the namespace of declarations', xml('a', { xmlns: 'http://www.w3.org/2000/xmlns/' })],
    [
      'one attribute under two prefixes',
      xml('a', { 'xmlns:p': 'u', 'xmlns:q': 'u', 'p:b': '', 'q:b': '' }),
    ],
  ];
  it.each(declarations)('%s', (_what, el) => {
    expect(() => write(el)).toThrow(UnwritableXml);
  });

  it.each([[{}], [Symbol('x')], [() => 'x'], [['x']]])('the value %p', (value) => {
    const child = xml('a');
    child.children.push(value as unknown as string); // what plain JavaScript may do
    expect(() => write(child)).toThrow(UnwritableXml);
    const attribute = xml('a');
    attribute.attrs['b'] = value; // the same
    expect(() => write(attribute)).toThrow(UnwritableXml);
  });
});
