import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from '../core/index.js';
import {
  MarkupError,
  isLinkable,
  readXhtmlIm,
  sanitiseXhtml,
  xhtmlElement,
  xhtmlMarkup,
  xhtmlText,
} from './index.js';

const xhtml = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
const clean = (inner: string) => xhtmlMarkup(parse(xhtml(inner)));

describe('the text of XHTML', () => {
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
  ])('is what it says: %s', (markup, expected) => {
    expect(xhtmlText(parse(xhtml(markup)))).toBe(expected);
  });
});

describe('much of it', () => {
  it('is read in time that grows with it alone', () => {
    const spaces = ' '.repeat(200_000);
    const began = performance.now();
    expect(xhtmlText(parse(xhtml(`<pre>${spaces}x</pre>`)))).toBe(`${spaces}x`);
    const styles = 'color: red;'.repeat(10_000) + 'x'.repeat(100_000);
    expect(clean(`<p style="${styles}">a</p>`)).toContain('color: red');
    expect(performance.now() - began).toBeLessThan(5000); // squared, it would be minutes
  });
});

describe('markup', () => {
  it.each([
    '<p>a <em>b</em><br/>c</p>',
    '<blockquote>a</blockquote><ol><li>b</li></ol><h1>c</h1><pre>d  e</pre>',
    '<table><tbody><tr><td colspan="2"/><th>a</th></tr></tbody></table>',
    '<a href="https://a.example/?b=c&amp;d" type="text/html" title="t">x</a>',
    '<a href="xmpp:a@b.example?join">x</a><a href="mailto:a@b.example">y</a><a href="geo:1,2">z</a>',
    '<img src="https://a.example/i.png" alt="i" height="261" width="537"/>',
    '<span style="color: #f00; font-weight: bold; margin-left: 5%">x</span>',
    'a &lt;b&gt; c',
  ])('that is allowed stays as it is: %s', (inner) => {
    expect(clean(inner)).toBe(xhtml(inner));
  });

  it.each([
    // Scripts, and elements that run or load something.
    ['<script>alert(1)</script>a', 'a'],
    ['<style>p{background:url(https://e.example)}</style>a', 'a'],
    ['<iframe src="https://e.example/"/><object data="x"/><embed src="x"/>a', 'a'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>x</script><a>y</a></svg>a', 'a'],
    ['<svg><a>y</a></svg>a', 'a'],
    ['<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>x</mtext></math>a', 'a'],
    ['<noscript><p title="&lt;/noscript>&lt;img src=x onerror=alert(1)>"/></noscript>a', 'a'],
    ['<xmp>x</xmp><plaintext>y</plaintext><textarea>z</textarea><title>t</title>a', 'a'],
    ['<video src="https://e.example/"><p>x</p></video>a', 'a'],
    // Elements that are not allowed, with what is in them.
    ['<form action="https://e.example/"><input name="x"/>a <button>b</button></form>', 'a b'],
    ['<base href="https://e.example/"/><meta http-equiv="refresh"/><link href="x"/>a', 'a'],
    ['<custom-element>a<marquee>b</marquee></custom-element>', 'ab'],
    ['<SCRIPT>alert(1)</SCRIPT>', 'alert(1)'], // no element of XHTML: its text is text
    // Attributes.
    ['<p onclick="x()" onmouseover="x()" id="i" class="c" lang="en">a</p>', '<p>a</p>'],
    ['<p xml:base="javascript:x()" xml:lang="en" ONCLICK="x()">a</p>', '<p>a</p>'],
    ['<p xmlns:h="http://www.w3.org/1999/xhtml" h:style="color: red">a</p>', '<p>a</p>'],
    [
      '<img src="https://a.example/" onerror="x()" srcset="x" width="99999" height="1%"/>',
      '<img src="https://a.example/"/>',
    ],
    [
      '<a href="https://a.example/" target="_top" ping="https://e.example" type="a b">a</a>',
      '<a href="https://a.example/">a</a>',
    ],
    // Addresses.
    ['<a href="javascript:alert(1)">a</a>', 'a'],
    ['<a href=" javascript:alert(1)">a</a><a href="&#9;javascript:x">b</a>', 'ab'],
    ['<a href="java&#10;script:alert(1)">a</a><a href="JaVaScRiPt:x">b</a>', 'ab'],
    ['<a href="data:text/html,x">a</a><a href="vbscript:x">b</a><a href="file:///x">c</a>', 'abc'],
    [
      '<a href="//e.example">a</a><a href="/x">b</a><a href="#x">c</a><a href="">d</a><a>e</a>',
      'abcde',
    ],
    ['<a href="https:&#0;x">a</a>'.replace('&#0;', '&#65279;'), '<a href="https:\uFEFFx">a</a>'],
    [
      '<img src="data:image/svg+xml,x" alt="one"/><img src="javascript:x" alt="&lt;b>"/>',
      'one&lt;b&gt;',
    ],
    ['<img src="xmpp:a@b.example" alt="two"/><img src="cid:x@bob.xmpp.org"/>', 'two'],
    // Styles.
    ['<p style="background: url(https://e.example)">a</p>', '<p>a</p>'],
    ['<p style="color: expression(alert(1)); position: fixed; top: 0">a</p>', '<p>a</p>'],
    [
      '<p style="color: red; background-image: url(x); font-size: 9999px">a</p>',
      '<p style="color: red">a</p>',
    ],
    ['<p style="color: r\\65 d; -moz-binding: url(x); margin-left: -999px">a</p>', '<p>a</p>'],
    [
      '<p style="color:/**/red;font-family: &quot;x&quot;, url(x);behavior: url(x)">a</p>',
      '<p>a</p>',
    ],
    ['<p style="COLOR: red; color">a</p>', '<p style="color: red">a</p>'],
    // What is nothing, and what HTML would read in another way.
    ['<p/><a href="https://a.example/"/><em><strong/></em>a<br>b</br>', 'a<br/>'],
    ['<!-- a -->'.replace(/<!--.*-->/, '') + 'b', 'b'],
  ])('of others is made harmless: %s', (inner, expected) => {
    expect(clean(inner)).toBe(xhtml(expected));
  });

  it('is judged by namespaces, not by prefixes', () => {
    const h = 'http://www.w3.org/1999/xhtml';
    expect(
      xhtmlMarkup(
        parse(
          `<h:div xmlns:h='${h}' xmlns='urn:x'><h:p>a<h:script>b</h:script></h:p><p>c</p></h:div>`,
        ),
      ),
    ).toBe(xhtml('<p>a</p>'));
  });

  it('that is nothing is none', () => {
    expect(clean('')).toBeUndefined();
    expect(clean('<script>x</script>')).toBeUndefined();
  });

  it('does not change when it is sanitised again, whatever it was', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.string({ unit: 'grapheme' }).map((text) => parseable(text)),
        fc
          .tuple(
            fc.constantFrom(...['p', 'a', 'b', 'script', 'svg', 'img', 'br', 'form', 'td', 'x-y']),
            fc.constantFrom(
              '',
              ' href="https://a.example/"',
              ' href="javascript:x"',
              ' onload="x"',
            ),
            fc.constantFrom(
              '',
              ' style="color: red; top: 0"',
              ' xmlns="urn:x"',
              ' src="http://a.b/"',
            ),
            fc.array(tie('tree'), { maxLength: 4 }),
          )
          .map(([name, a, b, inside]) => `<${name}${a}${b}>${inside.join('')}</${name}>`),
      ),
    }));
    fc.assert(
      fc.property(tree, (inner) => {
        const once = sanitiseXhtml(parse(xhtml(inner))).toString();
        expect(once).not.toMatch(/<(?:script|svg|form|x-y)|javascript:|onload|urn:x"|top:/);
        expect(sanitiseXhtml(parse(once)).toString()).toBe(once);
      }),
    );
  });

  it('that we write is sanitised too, and must be XHTML', () => {
    const written = xhtmlElement(xhtml('<p onclick="x()">a</p><script>b</script>'));
    expect(written.toString()).toBe(xhtml('<p>a</p>'));
    expect(() => xhtmlElement('<p>a')).toThrow(MarkupError);
    expect(() => xhtmlElement('just text')).toThrow(/expected well-formed XHTML/);
    expect(() => xhtmlElement('<div>a</div>')).toThrow(
      /expected an element of .*xhtml, got <div\/>/,
    );
  });
});

/** Text as XML has it, without the characters that no XML holds. */
const parseable = (text: string): string =>
  text.replace(/[<&>]/g, ' ').replace(/[^\u0020-\uD7FF\uE000-\uFFFD]/g, '');

describe('links', () => {
  it('are known by their schemes', () => {
    expect(isLinkable('HTTPS://a.example')).toBe(true);
    expect(isLinkable('https')).toBe(false);
    expect(isLinkable('xhttps://a.example')).toBe(false);
  });
});

describe('XHTML-IM', () => {
  const message = (inner: string, body = '<body>hi!</body>') =>
    parse(`<message xmlns='jabber:client'>${body}${inner}</message>`);
  const html = (inner: string) =>
    `<html xmlns='http://jabber.org/protocol/xhtml-im'>${inner}</html>`;
  const body = (inner: string, attrs = '') =>
    `<body xmlns='http://www.w3.org/1999/xhtml' ${attrs}>${inner}</body>`;

  it('is read sanitised', () => {
    const read = readXhtmlIm(
      message(html(body("<p style='font-weight:bold' onclick='x'>hi!</p>"))),
    );
    expect(read).toBe(xhtml('<p style="font-weight: bold">hi!</p>'));
  });

  it('is in the language of the body', () => {
    const two = body('one', "xml:lang='en'") + body('eins', "xml:lang='de'");
    expect(readXhtmlIm(message(html(two), "<body xml:lang='de'>eins</body>"))).toBe(xhtml('eins'));
    expect(readXhtmlIm(message(html(two)))).toBe(xhtml('one'));
  });

  it('is nothing without a body, or elsewhere', () => {
    const inner = html(body('x'));
    expect(readXhtmlIm(message(inner, ''))).toBeUndefined();
    expect(readXhtmlIm(message(`<x xmlns='urn:x'>${inner}</x>`))).toBeUndefined();
    expect(readXhtmlIm(message(html('<body>x</body>')))).toBeUndefined();
    expect(readXhtmlIm(message(html(body('<script>x</script>'))))).toBeUndefined();
  });
});
