/**
 * The builder of elements. Text and attributes are given as text: escaping is the writer's work.
 */
import { XmlElement, type Element } from './element.js';

/** What may stand in an element; `undefined`, `null` and `false` leave nothing. */
export type XmlChild =
  | Element
  | string
  | number
  | undefined
  | null
  | false
  | readonly XmlChild[];

/** Attributes; those that are `undefined` are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an element: `xml('query', { xmlns: NS_ROSTER, ver }, xml('item', { jid }))`.
 */
export function xml(
  name: string,
  attributes?: XmlAttributes,
  ...children: XmlChild[]
): XmlElement {
  const el = new XmlElement(name);
  if (attributes) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined) el.attrs[key] = String(value);
    }
  }
  appendAll(el, children);
  return el;
}

function appendAll(el: XmlElement, children: readonly XmlChild[]): void {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue;
    if (typeof child === 'string') el.t(child);
    else if (typeof child === 'number') el.t(String(child));
    else if (isList(child)) appendAll(el, child);
    else el.cnode(child);
  }
}

const isList = (child: Element | readonly XmlChild[]): child is readonly XmlChild[] =>
  Array.isArray(child);
