/**
 * The writer: elements to XML 1.0 text, escaped and checked, without recursion.
 */
import type { Element } from 'ltx';
import { endOfName, isXmlChar } from './names.js';
import { attributesFault, declarationFault, Namespaces } from './namespaces.js';

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
export const write = (el: Element): string => new Writer(el).write();

/** The state of one call of {@link write}. */
class Writer {
  private out = '';
  private readonly open: Element[] = [];
  /** The next child of each open element. */
  private readonly next: number[] = [];
  /** Made at the first prefix; most stanzas have none. */
  private scope: Namespaces | undefined = undefined;

  constructor(private readonly root: Element) {}

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
    if (typeof child === 'string') this.out += this.escape(child, escapedInText, 'its text');
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
    let prefixed: string[] | undefined;
    for (const name of Object.keys(el.attrs)) {
      const value: unknown = el.attrs[name];
      if (value === undefined || value === null) continue;
      if (this.writeAttribute(name, value)) (prefixed ??= []).push(name);
    }
    this.checkPrefixes(el.name, prefixed);
    if (el.children.length > 0) this.out += '>';
  }

  /** @returns whether the name has a prefix that must be looked up when the tag is complete. */
  private writeAttribute(name: string, value: unknown): boolean {
    this.checkName(name, 'the name of an attribute');
    const text = this.textOf(name, value);
    this.out += ` ${name}="${this.escape(text, escapedInValue, `its attribute ${name}`)}"`;
    const colon = name.indexOf(':');
    const isDeclaration = colon < 0 ? name === 'xmlns' : colon === 5 && name.startsWith('xmlns');
    if (!isDeclaration) return colon >= 0 && !name.startsWith('xml:');
    const prefix = colon < 0 ? '' : name.slice(6);
    const fault = declarationFault(prefix, text);
    if (fault !== undefined) throw this.error(`has an attribute that ${fault}`);
    if (prefix !== '') this.prefixes().declare(prefix, text, this.open.length);
    return false;
  }

  private textOf(name: string, value: unknown): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw this.error(`has an attribute ${name} that is a ${typeof value}, not text`);
  }

  private checkPrefixes(name: string, attributes: readonly string[] | undefined): void {
    const colon = name.indexOf(':');
    if (colon >= 0 && this.prefixes().find(name.slice(0, colon)) === undefined) {
      throw this.error('has a prefix that is not bound');
    }
    if (attributes === undefined) return;
    const fault = attributesFault(attributes, this.prefixes());
    if (fault !== undefined) throw this.error(`has an attribute that ${fault}`);
  }

  private writeCloseTag(el: Element): void {
    this.out += el.children.length > 0 ? `</${el.name}>` : '/>';
    this.scope?.leave(this.open.length);
    this.open.pop();
    this.next.pop();
  }

  private checkName(name: unknown, what: string): void {
    if (typeof name !== 'string' || name === '' || endOfName(name, 0) !== name.length) {
      throw this.error(`cannot be written: ${what} is not a name of XML`);
    }
  }

  /** `text` with what `table` lists replaced. Mostly there is nothing: one look at each character. */
  private escape(text: string, table: EscapeTable, where: string): string {
    let out = '';
    let rest = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x3e && code < 0xd800) continue;
      const escaped = code < 0x3f ? table[code] : undefined;
      if (escaped !== undefined) {
        out += text.slice(rest, at) + escaped;
        rest = at + 1;
      } else if (code < 0x20 || code >= 0xd800) {
        at += this.checkCharacter(text, at, where) - 1;
      }
    }
    return rest === 0 ? text : out + text.slice(rest);
  }

  /** @returns how many code units the character takes. */
  private checkCharacter(text: string, at: number, where: string): 1 | 2 {
    const point = text.codePointAt(at) ?? 0;
    if (isXmlChar(point)) return point > 0xffff ? 2 : 1;
    const shown = point.toString(16).toUpperCase().padStart(4, '0');
    throw this.error(`cannot be written: ${where} has U+${shown}, which XML does not allow`);
  }

  private prefixes(): Namespaces {
    return (this.scope ??= new Namespaces(declaredAbove(this.root)));
  }

  /** The declarations that the root needs from its parents. */
  private inherited(): string {
    const above = declaredAbove(this.root);
    let out = '';
    for (const [prefix, ns] of this.scope?.borrowed ?? []) {
      out += ` xmlns:${prefix}="${this.escape(ns, escapedInValue, 'a namespace')}"`;
    }
    const ns = above?.get('') ?? '';
    if (ns === '' || isGiven(this.root.attrs['xmlns'])) return out;
    return `${out} xmlns="${this.escape(ns, escapedInValue, 'a namespace')}"`;
  }

  private error(message: string): UnwritableXml {
    const names = this.open.slice(-8).map(({ name }) => (isName(name) ? name : '(no name)'));
    if (this.open.length > names.length) names.unshift('…');
    return new UnwritableXml(`${names.join('/')} ${message}`);
  }
}

const isName = (name: string): boolean => name !== '' && endOfName(name, 0) === name.length;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const isElementLike = (child: unknown): child is Element =>
  typeof child === 'object' && child !== null && 'children' in child && 'attrs' in child;

/** What the parents of `el` declare, by prefix. */
function declaredAbove(el: Element): ReadonlyMap<string, string> | undefined {
  if (el.parent === null) return undefined;
  const found = new Map<string, string>();
  let left = MAX_DEPTH;
  for (let up: Element | null = el.parent; up !== null && left > 0; up = up.parent, left--) {
    for (const [name, value] of Object.entries(up.attrs)) {
      if (!isGiven(value) || (name !== 'xmlns' && !name.startsWith('xmlns:'))) continue;
      const prefix = name.slice(6);
      if (!found.has(prefix)) found.set(prefix, String(value));
    }
  }
  return found;
}

/** Replacements by code, for codes below 0x3F. */
type EscapeTable = readonly (string | undefined)[];

const escapes = (pairs: Readonly<Record<string, string>>): EscapeTable => {
  const table = new Array<string | undefined>(0x3f).fill(undefined);
  for (const [char, text] of Object.entries(pairs)) table[char.charCodeAt(0)] = text;
  return table;
};

const escapedInText = escapes({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' });

const escapedInValue = escapes({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
});
