import { describe, expect, it } from '@jest/globals';
import { XmlElement } from './element.js';
import { xml, type XmlValue } from './xml-tag.js';

describe('xml as a function', () => {
  it('makes an element of attributes and children', () => {
    const el = xml(
      'a',
      { xmlns: 'u', b: 1, c: false, d: undefined },
      'x',
      [xml('e'), [2, null]],
      false,
    );
    expect(el).toBeInstanceOf(XmlElement);
    expect(el.toString()).toBe('<a xmlns="u" b="1" c="false">x<e/>2</a>');
    expect(xml('a').toString()).toBe('<a/>');
  });
});

describe('xml as a tag', () => {
  const item = xml('x', { y: 1 });

  it('puts values at their places', () => {
    const el = xml`<query xmlns=${'urn:q'} ver="1"><item jid=${'a@b'}/>${[item, 't', 3]}</query>`;
    expect(el).toBeInstanceOf(XmlElement);
    expect(el.toString()).toBe(
      '<query xmlns="urn:q" ver="1"><item jid="a@b"/><x y="1"/>t3</query>',
    );
    expect(el.getChild('x')?.parent).toBe(el);
  });

  it('takes markup in a value for text', () => {
    const evil = `"/><evil a='1'>&lt;]]>`;
    const el = xml`<a b=${evil} c='${evil}'>${evil}<d/>${evil}</a>`;
    expect(el.attrs).toEqual({ b: evil, c: evil });
    expect(el.children).toEqual([evil, expect.any(XmlElement), evil]);
  });

  it('takes quoted, bare and joined values of attributes', () => {
    const el = xml`<a b="${1}" c='x${2}y${true}z' d=${3} e = ${'"'}/>`;
    expect(el.attrs).toEqual({ b: '1', c: 'x2ytruez', d: '3', e: '"' });
  });

  it('leaves out what is undefined', () => {
    const el = xml`<a b=${undefined} c="${undefined}" d="">${undefined}${null}${false}</a>`;
    expect(el.toString()).toBe('<a d=""/>');
  });

  it('takes an empty value for an empty text', () => {
    expect(xml`<a b=${''}/>`.attrs).toEqual({ b: '' });
  });

  it('drops what lays the template out, and no other text', () => {
    const el = xml`
      <a>
        <b> ${'x'} </b>
        ${'  \n'}
        <c>y
        </c>
      </a>
    `;
    expect(el.toString()).toBe('<a><b> x </b>  \n<c>y\n        </c></a>');
  });

  it('reads references, prefixes and CDATA as XML has them', () => {
    const el = xml`<p:a xmlns:p=${'urn:p'}>&lt;<p:b p:c="&amp;"/><![CDATA[<>]]></p:a>`;
    expect(el.toString()).toBe('<p:a xmlns:p="urn:p">&lt;<p:b p:c="&amp;"/>&lt;&gt;</p:a>');
    expect(el.getChild('b', 'urn:p')).toBeDefined();
  });

  it('makes a new element at each use of one place', () => {
    const make = (id: string): XmlElement => xml`<a id=${id}><b/>${id}</a>`;
    const [first, second] = [make('1'), make('2')];
    first.getChild('b')?.t('changed');
    expect(first.toString()).toBe('<a id="1"><b>changed</b>1</a>');
    expect(second.toString()).toBe('<a id="2"><b/>2</a>');
  });

  it('changes no prototype', () => {
    const el = xml`<a __proto__=${'x'}/>`;
    expect(el.toString()).toBe('<a __proto__="x"/>');
    expect(Object.getPrototypeOf(el.attrs)).toBe(Object.prototype);
  });

  const wrong: [what: string, use: () => unknown, message: RegExp][] = [
    ['a value in an element’s name', () => xml`<${'a'}/>`, /not in a name/],
    ['a value in an end tag', () => xml`<a></${'a'}>`, /not in a name/],
    ['a value as an attribute’s name', () => xml`<a ${'b'}="1"/>`, /not in a name/],
    ['a value within a name', () => xml`<a b${'c'}="1"/>`, /not in a name/],
    ['text after a bare value', () => xml`<a b=${1}c/>`, /white space/],
    ['two bare values', () => xml`<a b=${1}${2}/>`, /not in a name/],
    ['half an element', () => xml`<a>${1}`, /end tag/],
    ['two elements', () => xml`<a/><b/>`, /second element/],
    ['nothing', () => xml``, /element expected/],
    ['a value around the element', () => xml`${1}<a/>`, /text before/],
    ['a value behind the element', () => xml`<a/>${1}`, /text after/],
    ['a comment', () => xml`<a><!-- ${1} --></a>`, /in a name|comment/],
    ['an unbound prefix', () => xml`<p:a/>`, /not bound/],
    ['a used mark', () => xml`<a>\uFDD0</a>`, /U\+FDD0/],
  ];
  it.each(wrong)('refuses %s at the first use', (_what, use, message) => {
    expect(use).toThrow(SyntaxError);
    expect(use).toThrow(message);
  });

  it('refuses values that are no text where a text must stand', () => {
    expect(() => xml`<a b="x${undefined}"/>`).toThrow(/attribute b/);
    expect(() => xml`<a b=${xml('c')}/>`).toThrow(/attribute b/);
    expect(() => xml`<a b=${false}/>`).not.toThrow();
    const truth: XmlValue = true;
    expect(() => xml`<a>${truth}</a>`).toThrow(/no child/);
  });
});
