import { describe, expect, it } from '@jest/globals';
import { visible } from './visible.js';
import { outlineOf, xmlLines } from './xml-text.js';

const shown = (xml: string): string[] =>
  xmlLines(xml).map(
    ({ depth, parts }) => `${'  '.repeat(depth)}${parts.map(({ text }) => text).join('')}`,
  );

const stanza =
  `<message xmlns="jabber:client" from='a@b.example/c' type="chat"><body>1 &lt; 2 &gt; 0</body>` +
  `<x xmlns="urn:x"><y a="1>0"/><z></z></x></message>`;

describe('the text of a stanza', () => {
  it('is shown in lines, nothing of it left out', () => {
    expect(shown(stanza)).toEqual([
      `<message xmlns="jabber:client" from='a@b.example/c' type="chat">`,
      `  <body>1 &lt; 2 &gt; 0</body>`,
      `  <x xmlns="urn:x">`,
      `    <y a="1>0"/>`,
      `    <z></z>`,
      `  </x>`,
      `</message>`,
    ]);
    expect(
      shown(stanza)
        .map((line) => line.trim())
        .join(''),
    ).toBe(stanza);
  });

  it('is told in parts', () => {
    const [line] = xmlLines(`<iq type='get' id="1"/>`);
    expect(line?.parts.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'mark <',
      'name iq',
      'mark  ',
      'attribute type',
      'mark =',
      "value 'get'",
      'mark  ',
      'attribute id',
      'mark =',
      'value "1"',
      'mark />',
    ]);
  });

  it.each(['', 'no XML', '<', '<message', '<a b="', '</a></b>', '<a><b>cut here', '<a>x</a>tail<'])(
    'may be no XML: %j',
    (text) => {
      expect(
        shown(text)
          .map((line) => line.trimStart())
          .join(''),
      ).toBe(text);
    },
  );

  it('takes time in proportion, whatever it is', () => {
    const hostile = ['<a b="', "<a b='c' ", '<', '<a>', 'x>'].map((part) => part.repeat(4000));
    const began = performance.now();
    for (const text of hostile) expect(shown(text).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('has an outline: its name, attributes and children', () => {
    expect(outlineOf(stanza)).toEqual({
      name: 'message',
      attributes: { xmlns: 'jabber:client', from: 'a@b.example/c', type: 'chat' },
      children: ['body', 'x'],
    });
    expect(outlineOf('no XML')).toBeUndefined();
    expect(outlineOf('')).toBeUndefined();
    expect(outlineOf('<a><b>cut')).toMatchObject({ name: 'a', children: ['b'] });
  });
});

describe('a sign that cannot be seen', () => {
  it('is seen', () => {
    expect(visible('a\u202eb\u0007c\u200bd')).toBe('a\\u{202e}b\\u{7}c\\u{200b}d');
    expect(visible('plain, é, 🎭\n\ttext')).toBe('plain, é, 🎭\n\ttext');
  });
});
