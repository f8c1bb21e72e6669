/**
 * The builder of elements. Text and attributes are given as text: escaping is the writer's work.
 */
import { appendChild, setAttribute, type XmlAttributes, type XmlChild } from './children.js';
import { XmlElement } from './element.js';
import { fillTemplate, type XmlValue } from './xml-template.js';

export type { XmlAttributes, XmlChild, XmlValue };

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
    const values = [second, ...rest] as XmlValue[]; // the second overload: all values of a template
    return fillTemplate(first, values);
  }
  const el = new XmlElement(first);
  const attributes = second as XmlAttributes | undefined; // the first overload
  if (attributes) {
    for (const key of Object.keys(attributes)) {
      const value = attributes[key];
      if (value !== undefined) setAttribute(el, key, String(value));
    }
  }
  for (const child of rest as XmlChild[]) appendChild(el, child); // the first overload
  return el;
}
