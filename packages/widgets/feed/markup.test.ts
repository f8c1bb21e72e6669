import { describe, expect, it } from '@jest/globals';
import { parse, xhtmlElement, xhtmlMarkup } from '@xec/stanza';
import { readMarkup, textOf, type MarkupNode } from './markup.js';

const NS = 'http://www.w3.org/1999/xhtml';
const read = (content: string): readonly MarkupNode[] | undefined =>
  readMarkup(`<div xmlns="${NS}">${content}</div>`);
/** As it comes out of the sanitiser. */
const sanitised = (content: string): readonly MarkupNode[] | undefined => {
  const markup = xhtmlMarkup(parse(`<div xmlns="${NS}">${content}</div>`));
  return markup === undefined ? undefined : readMarkup(markup);
};
const el = (
  name: string,
  attrs: Record<string, string>,
  ...children: MarkupNode[]
): MarkupNode => ({
  ...{ name, attrs, children },
});

describe('markup of a post', () => {
  it('is read as the sanitiser wrote it', () => {
    const said =
      '<p>at the <em>Café</em> &amp; &lt;b&gt; “x”</p><ul><li>one</li><li>two<br/></li></ul>' +
      '<p><a href="https://a.example/?q=1&amp;r=2" title="&quot;t&quot;">a</a></p><hr/>';
    expect(sanitised(said)).toEqual([
      el('p', {}, 'at the ', el('em', {}, 'Café'), ' & <b> “x”'),
      el('ul', {}, el('li', {}, 'one'), el('li', {}, 'two', el('br', {}))),
      el('p', {}, el('a', { href: 'https://a.example/?q=1&r=2', title: '"t"' }, 'a')),
      el('hr', {}),
    ]);
  });

  it('is the same for everything that the sanitiser lets pass', () => {
    const all = 'abbr blockquote code h1 h6 pre q span dl ol b sub table'.split(' ');
    for (const name of all) {
      const once = xhtmlElement(`<div xmlns="${NS}"><${name}>text</${name}></div>`).toString();
      expect(readMarkup(once)).toEqual([el(name, {}, 'text')]);
    }
  });

  it.each([
    ['<script>alert(1)</script>', ['alert(1)']],
    ['<p onclick="x()" class="y" style="color: red">a</p>', [el('p', {}, 'a')]],
    ['<a href="javascript:alert(1)">a</a>', ['a']],
    ['<a href="https://">a</a>', ['a']],
    ['<img src="data:image/svg+xml,x" alt="b"/>', []],
    ['<iframe src="https://evil.example/"/>', []],
    ['<td colspan="2" rowspan="x">a</td>', [el('td', { colspan: '2' }, 'a')]],
    ['&#60;b&#x3e;&nbsp;&#x110000;', ['<b>&nbsp;\uFFFD']],
  ])('has nothing in it that is not allowed, wherever it came from: %s', (said, nodes) => {
    expect(read(said)).toEqual(nodes);
  });

  it.each([
    'plain',
    '',
    '<p>',
    '</p>',
    '<p></b></p>',
    '<p>a</p><p>b</p>',
    '<p>a</p>b',
    '<p a=b>x</p>',
    '<!-- x --><p>a</p>',
    '<P>a</P>',
  ])('is not read where it is none: %j', (markup) => {
    expect(readMarkup(markup)).toBeUndefined();
  });

  it('may be so deep and so long, and no more', () => {
    expect(read('<b>'.repeat(1000) + '</b>'.repeat(1000))).toBeUndefined();
    expect(read('<br/>'.repeat(10_000))).toBeUndefined();
    expect(read('<b>'.repeat(20) + '</b>'.repeat(20))).toBeDefined();
  });

  it('can be heard', () => {
    const nodes = read('<p>a <b>b</b> <img src="https://a.example/c.png" alt="c"/></p>');
    expect(textOf(nodes ?? [])).toBe('a b c');
  });
});
