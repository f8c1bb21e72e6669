import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import { atomText, readPost, xhtmlText } from './index.js';

const entry = (inner: string) =>
  parse(`<entry xmlns='http://www.w3.org/2005/Atom'>${inner}</entry>`);
const xhtml = (inner: string) => `<div xmlns='http://www.w3.org/1999/xhtml'>${inner}</div>`;
const content = (inner: string) => atomText(entry(inner), 'content');

describe('texts', () => {
  it('are those that are plain, whatever came first', () => {
    const both = `<content type='xhtml'>${xhtml('<b>x</b>')}</content><content type='text'> plain\n text </content>`;
    expect(content(both)).toBe('plain\n text');
    expect(content('<content>a</content><content>b</content>')).toBe('a');
  });

  it('are nothing where they cannot be told as text', () => {
    expect(content("<content type='html'>&lt;b>x&lt;/b></content>")).toBeUndefined();
    expect(content("<content type='image/png'>AAAA</content>")).toBeUndefined();
    expect(content("<content src='https://evil.example/x'>x</content>")).toBeUndefined();
    expect(content("<content type='xhtml'>no div</content>")).toBeUndefined();
    expect(content("<content type='xhtml'><div>of no XHTML</div></content>")).toBeUndefined();
    expect(content("<content xmlns='urn:example'>x</content>")).toBeUndefined();
  });

  it.each([
    ['a <em>b</em>  c', 'a b c'],
    ['<p>one</p>\n  <p>two\n three</p>', 'one\ntwo three'],
    ['a<br/>b<hr/>c', 'a\nb\nc'],
    ['<ul><li>a</li><li>b <i>c</i></li></ul>d', 'a\nb c\nd'],
    ['<pre>a  b\n  c</pre>d  e', 'a  b\n  c\nd e'],
    ['<script>alert(1)</script><style>x{}</style>y', 'y'],
    ["<b>a</b><x xmlns='urn:example'>not ours</x>", 'a'],
    ['&lt;b&gt;is text&lt;/b&gt;', '<b>is text</b>'],
    ['   ', ''],
  ])('of XHTML are what it says: %s', (markup, expected) => {
    expect(xhtmlText(parse(xhtml(markup)))).toBe(expected);
  });
});

describe('posts', () => {
  it('are entries of Atom that say something', () => {
    expect(readPost(parse("<entry xmlns='urn:example'><title>x</title></entry>"))).toBeUndefined();
    expect(
      readPost(entry('<title/><id>x</id><updated>2008-05-08T18:30:02Z</updated>')),
    ).toBeUndefined();
    expect(readPost(entry("<link href='https://a.example/'/>"))).toEqual({
      links: [{ href: 'https://a.example/', rel: 'alternate' }],
      categories: [],
    });
  });

  it('leave out what is malformed or leads elsewhere', () => {
    const post = readPost(
      entry(
        '<title>x</title><published>yesterday</published><updated> 2008-05-08T20:30:02.5+02:00 </updated>' +
          "<author><name> </name></author><link rel='via'/><link href='javascript:alert(1)'/><link href='/relative'/>" +
          "<link href='data:text/html,x'/><link href=' https://a.example'/><link href='HTTPS://a.example/' rel='via' title='t' type=''/>" +
          "<category/><category term=''/><category term='a'/><category term='a'/>",
      ),
    );
    expect(post).toEqual({
      title: 'x',
      updated: '2008-05-08T18:30:02.500Z',
      links: [{ href: 'HTTPS://a.example/', rel: 'via', title: 't' }],
      categories: ['a'],
    });
  });
});
