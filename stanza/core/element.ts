/**
 * XML elements: ltx's `Element`, with its namespace look-ups mended.
 *
 * Elements read and write like ltx's (`el.is(name, ns)`, `el.getChild(name, ns)`, `el.attrs`,
 * `el.text()`); every element that the parser, `xml` or a builder makes is an {@link XmlElement}.
 */
import type { Element, Node } from 'ltx';
// ltx's index needs Node's `events`; this file does not, so browsers can have it too.
import * as ltxElement from 'ltx/src/Element.js';
import { keepShape } from './keep-shape.js';
import { NS_XML } from './namespaces.js';
import { write } from './write.js';

export type { Element, Node };
export { NS_XML };

// The file's types describe a CommonJS module under NodeNext; at run time the default export is the
// class itself.
const LtxElement = (ltxElement as unknown as { default: typeof Element }).default;

const COLON = 0x3a;

/** ltx's `Element`, whose namespaces stop at `xmlns=''` and which is written strictly. */
export class XmlElement extends LtxElement {
  /** Whether its name without a prefix is `name`, and its namespace `xmlns` where that is given. */
  override is(name: string, xmlns?: string): boolean {
    return this.isNamed(name) && (xmlns === undefined || xmlns === '' || this.getNS() === xmlns);
  }

  /** Most have no prefix: then nothing is searched for. */
  private isNamed(name: string): boolean {
    const own = this.name;
    if (own === name) return true;
    const colon = own.length - name.length - 1;
    return colon > 0 && own.charCodeAt(colon) === COLON && own.endsWith(name);
  }

  /** The namespace of this element: `''` where none or `xmlns=''` is in force. */
  override getNS(): string {
    const colon = this.name.indexOf(':');
    if (colon >= 0) return this.findNS(this.name.slice(0, colon)) ?? '';
    let el: Element | null = this;
    do {
      const value = el.attrs['xmlns'] as string | undefined; // attributes are strings
      if (value !== undefined) return value;
      el = el.parent;
    } while (el !== null);
    return '';
  }

  /** The first child element `name`, in `xmlns` where that is given. */
  override getChild(name: string, xmlns?: string): Element | undefined {
    for (const child of this.children) if (isElement(child) && child.is(name, xmlns)) return child;
    return undefined;
  }

  /** The child elements `name`, in `xmlns` where that is given. */
  override getChildren(name: string, xmlns?: string): Element[] {
    const found: Element[] = [];
    for (const child of this.children) {
      if (isElement(child) && child.is(name, xmlns)) found.push(child);
    }
    return found;
  }

  /** The text of its children that are text, joined. */
  override getText(): string {
    const { children } = this;
    const [only] = children;
    if (children.length === 1 && typeof only === 'string') return only;
    return super.getText();
  }

  /** The namespace that `prefix` (none: the default namespace) means here. */
  override findNS(prefix?: string): string | undefined {
    if (prefix === 'xml') return NS_XML;
    const attribute = prefix === undefined || prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    let el: Element | null = this;
    while (el !== null) {
      const value = el.attrs[attribute] as string | undefined; // attributes are strings
      if (value !== undefined) return value;
      el = el.parent;
    }
    return undefined;
  }

  /** The attribute `name`; with `xmlns`, the one of that namespace, whatever its prefix is. */
  override getAttr(name: string, xmlns?: string): string | undefined {
    for (const key of Object.keys(this.attrs)) {
      const colon = key.indexOf(':');
      if (xmlns === undefined ? key !== name : colon < 0 || key.slice(colon + 1) !== name) continue;
      if (xmlns === undefined || this.findNS(key.slice(0, colon)) === xmlns) {
        return this.attrs[key] as string; // attributes are strings: the parser and xml() see to it
      }
    }
    return undefined;
  }

  /** The XML text, escaped and checked: see `write`. */
  override toString(): string {
    return write(this);
  }
}

keepShape(new XmlElement(''));

/** Whether a child is an element, not text. */
export const isElement = (node: Node | undefined): node is Element => typeof node === 'object';

/** The child elements, in document order. */
export const childElements = (el: Element): Element[] => el.children.filter(isElement);

/** The first child element, or `undefined`. */
export const firstChild = (el: Element): Element | undefined => el.children.find(isElement);

/** The one child element that `isMeant`; `undefined` where there is none, or another one. */
export function onlyChild(el: Element, isMeant: (child: Element) => boolean): Element | undefined {
  let only: Element | undefined;
  for (const child of el.children) {
    if (!isElement(child) || !isMeant(child)) continue;
    if (only !== undefined) return undefined;
    only = child;
  }
  return only;
}

/** Whether no element of the same name and namespace stands before `el` in its parent. */
export const isFirstOfItsKind = (el: Element): boolean =>
  el.parent === null || el.parent.getChild(el.getName(), el.getNS()) === el;

/** The text of the first child `name` in `xmlns`; `undefined` without such a child. */
export const childText = (el: Element, name: string, xmlns: string): string | undefined =>
  el.getChild(name, xmlns)?.getText();

/**
 * A copy that stands alone: no parent, and every namespace that it needs declared in it.
 *
 * Take it for what outlives its stanza, or moves into another one.
 */
export function copyElement(el: Element): XmlElement {
  const copy = copyTree(el);
  const missing = new Map<string, string>();
  collectNamespaces(el, missing);
  for (const [attribute, ns] of missing) {
    if (copy.attrs[attribute] === undefined) copy.attrs[attribute] = ns;
  }
  return copy;
}

/** Declarations that stand above `el` and are in force in it, by attribute name. */
function collectNamespaces(el: Element, found: Map<string, string>): void {
  for (let up = el.parent; up !== null; up = up.parent) {
    for (const [key, value] of Object.entries(up.attrs)) {
      const isDeclaration = key === 'xmlns' || key.startsWith('xmlns:');
      if (isDeclaration && !found.has(key)) found.set(key, String(value));
    }
  }
}

function copyTree(el: Element): XmlElement {
  const copy = new XmlElement(el.name, el.attrs);
  for (const node of el.children) {
    if (isElement(node)) copy.cnode(copyTree(node));
    else copy.t(node);
  }
  return copy;
}
