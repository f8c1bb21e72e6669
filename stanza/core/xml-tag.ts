/**
 * `xml` as applications have it: the builder of elements, and a tag of templates.
 */
import type { XmlAttributes, XmlChild } from './children.js';
import type { XmlElement } from './element.js';
import { fillTemplate, type XmlValue } from './xml-template.js';
import { xml as build } from './xml.js';

export type { XmlValue };

/**
 * Makes an element: `xml('query', { xmlns: NS_ROSTER, ver }, xml('item', { jid }))`.
 */
export function xml(name: string, attributes?: XmlAttributes, ...children: XmlChild[]): XmlElement;

/**
 * Makes an element from a template: `` xml`<query xmlns=${ns} ver="1">${items}</query>` ``.
 *
 * A value stands where an attribute's value does, with or without quotes, or between tags; it is
 * a value there and never markup. An attribute that is `undefined` is left out, as a child leaves
 * nothing. Text of white space with a line break in it only lays the template out, and is dropped.
 *
 * @throws SyntaxError at the first use of a template that is not one well-formed element, or that
 *   has a value in a name.
 */
export function xml(template: TemplateStringsArray, ...values: XmlValue[]): XmlElement;

export function xml(
  first: string | TemplateStringsArray,
  second?: XmlAttributes | XmlValue,
  ...rest: (XmlChild | XmlValue)[]
): XmlElement {
  if (typeof first !== 'string') {
    return fillTemplate(first, [second, ...rest] as XmlValue[]); // the second overload: its values
  }
  return build(first, second as XmlAttributes | undefined, ...(rest as XmlChild[])); // the first
}
