/**
 * The writer: elements to XML 1.0 text, escaped and checked, without recursion.
 */
import type { Element } from 'ltx';
import { escape, inText, inValue, type EscapeTable } from './escape.js';
import { isElementLike } from './element-like.js';
import { keepAttributes, keepShape } from './keep-shape.js';
import { endOfName } from './names.js';
import { isDeclaration, Namespaces } from './namespaces.js';

/** An element that no XML text can stand for. Says where and why, and quotes no content. */
export class UnwritableXml extends Error {
  override readonly name = 'UnwritableXml';
}

const MAX_DEPTH = 10_000;

/**
 * Writes an element; `parse(write(el))` is the same element again.
 *
 * Attributes that are `undefined` or `null` are left out, numbers and booleans are written as
 * text. An element that is written without its parent declares the namespaces that it has from
 * there, so the text stands alone.
 *
 * @throws UnwritableXml for names, characters, prefixes or values that cannot be written, and for
 *   more than 10,000 levels (an element that holds itself).
 */
export function write(el: Element): string {
  const written = new Writer(el).write();
  keepAttributes(el);
  return written;
}

/** The state of one call of {@link write}. */
class Writer {
  private out = '';
  private readonly open: Element[] = [];
  /** The next child of each open element. */
  private readonly next: number[] = [];
  private readonly above: ReadonlyMap<string, string> | undefined;
  private readonly namespaces: Namespaces;

  constructor(private readonly root: Element) {
    this.above = declaredAbove(root);
    this.namespaces = new Namespaces(this.above);
  }

  write(): string {
    const { next, open } = this;
    const afterName = this.root.name.length + 1;
    this.writeOpenTag(this.root);
    while (open.length > 0) {
      const top = open.length - 1;
      const el = open[top] as Element; // `top` is in range
      const index = next[top] as number; // the two lists grow together
      if (index === el.children.length) this.writeCloseTag(el);
      else {
        next[top] = index + 1;
        this.writeChild(el.children[index]);
      }
    }
    if (this.root.parent === null) return this.out;
    return this.out.slice(0, afterName) + this.inherited() + this.out.slice(afterName);
  }

  private writeChild(child: unknown): void {
    if (typeof child === 'string') this.out += this.escape(child, inText, 'its text');
    else if (typeof child === 'number') this.out += String(child);
    else if (isElementLike(child)) this.writeOpenTag(child);
    else if (child !== undefined && child !== null) {
      throw this.error(`holds a ${typeof child}, which is neither text nor an element`);
    }
  }

  private writeOpenTag(el: Element): void {
    if (this.open.push(el) > MAX_DEPTH) {
      throw this.error(`is more than ${String(MAX_DEPTH)} levels deep, or holds itself`);
    }
    this.next.push(0);
    this.checkName(el.name, 'its name');
    this.out += `<${el.name}`;
    for (const name of Object.keys(el.attrs)) {
      const value: unknown = el.attrs[name];
      if (isGiven(value)) this.writeAttribute(name, value);
    }
    this.refuseFault(this.namespaces.endOfTag(el.name));
    if (el.children.length > 0) this.out += '>';
  }

  private writeAttribute(name: string, value: unknown): void {
    this.checkName(name, 'the name of an attribute');
    const text = this.textOf(name, value);
    this.out += ` ${name}="${this.escape(text, inValue, 'its attribute', name)}"`;
    this.refuseFault(this.namespaces.attribute(name, text, this.open.length));
  }

  private textOf(name: string, value: unknown): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw this.error(`has an attribute ${name} that is a ${typeof value}, not text`);
  }

  private refuseFault(fault: string | undefined): void {
    if (fault !== undefined) throw this.error(fault);
  }

  private writeCloseTag(el: Element): void {
    this.out += el.children.length > 0 ? `</${el.name}>` : '/>';
    this.namespaces.leave(this.open.length);
    this.open.pop();
    this.next.pop();
  }

  private checkName(name: unknown, what: string): void {
    if (typeof name !== 'string' || name === '' || endOfName(name, 0) !== name.length) {
      throw this.error(`cannot be written: ${what} is not a name of XML`);
    }
  }

  /** @param name joined to `where` only when it is needed: mostly nothing is wrong */
  private escape(text: string, table: EscapeTable, where: string, name = ''): string {
    const escaped = escape(text, table);
    if (typeof escaped === 'string') return escaped;
    const shown = escaped.toString(16).toUpperCase().padStart(4, '0');
    const place = name === '' ? where : `${where} ${name}`;
    throw this.error(`cannot be written: ${place} has U+${shown}, which XML does not allow`);
  }

  /** The declarations that the root needs from its parents. */
  private inherited(): string {
    let out = '';
    for (const [prefix, ns] of this.namespaces.borrowed()) {
      out += ` xmlns:${prefix}="${this.escape(ns, inValue, 'a namespace')}"`;
    }
    const ns = this.above?.get('') ?? '';
    if (ns === '' || isGiven(this.root.attrs['xmlns'])) return out;
    return `${out} xmlns="${this.escape(ns, inValue, 'a namespace')}"`;
  }

  private error(message: string): UnwritableXml {
    const names = this.open.slice(-8).map(({ name }) => (isName(name) ? name : '(no name)'));
    if (this.open.length > names.length) names.unshift('…');
    return new UnwritableXml(`${names.join('/')} ${message}`);
  }
}

// As far as a writer looks that writes nothing, this is an element.
keepShape(new Writer({ parent: null } as Element));

const isName = (name: string): boolean => name !== '' && endOfName(name, 0) === name.length;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** What the parents of `el` declare, by prefix. */
function declaredAbove(el: Element): ReadonlyMap<string, string> | undefined {
  if (el.parent === null) return undefined;
  const found = new Map<string, string>();
  let left = MAX_DEPTH;
  for (let up: Element | null = el.parent; up !== null && left > 0; up = up.parent, left--) {
    for (const [name, value] of Object.entries(up.attrs)) {
      if (!isGiven(value) || !isDeclaration(name)) continue;
      const prefix = name.slice(6);
      if (!found.has(prefix)) found.set(prefix, String(value));
    }
  }
  return found;
}
