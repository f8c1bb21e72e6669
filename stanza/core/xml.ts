/**
 * The builder of elements. Text and attributes are given as text: escaping is the writer's work.
 *
 * Applications get it with templates beside it: see `xml-tag.ts`. No builder of this package needs those.
 */
import { appendChild, setAttribute, type XmlAttributes, type XmlChild } from './children.js';
import { XmlElement } from './element.js';

export type { XmlAttributes, XmlChild };

/** Makes an element: `xml('query', { xmlns: NS_ROSTER, ver }, xml('item', { jid }))`. */
export function xml(
  name: string,
  attributes?: XmlAttributes,
  ...children: readonly XmlChild[]
): XmlElement {
  const el = new XmlElement(name);
  if (attributes) {
    for (const key of Object.keys(attributes)) {
      const value = attributes[key];
      if (value !== undefined) setAttribute(el, key, String(value));
    }
  }
  for (const child of children) appendChild(el, child);
  return el;
}
