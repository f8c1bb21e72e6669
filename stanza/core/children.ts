/**
 * How given values become an element's attributes and children.
 */
import type { Element } from 'ltx';

/** What may stand in an element; `undefined`, `null` and `false` leave nothing. */
export type XmlChild = Element | string | number | undefined | null | false | readonly XmlChild[];

/** Attributes; those that are `undefined` are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Sets an own attribute, also one named like what every object inherits (`__proto__`). */
export function setAttribute(el: Element, name: string, value: string): void {
  if (name === '__proto__') {
    const writable = { writable: true, enumerable: true, configurable: true };
    Object.defineProperty(el.attrs, name, { value, ...writable });
  } else {
    el.attrs[name] = value;
  }
}

/** Appends one child, or a list of them. */
export function appendChild(el: Element, child: XmlChild): void {
  if (child === undefined || child === null || child === false) return;
  if (typeof child === 'string') el.t(child);
  else if (typeof child === 'number') el.t(String(child));
  else if (isList(child)) for (const each of child) appendChild(el, each);
  else el.cnode(child);
}

const isList = (child: Element | readonly XmlChild[]): child is readonly XmlChild[] =>
  Array.isArray(child);
