/**
 * Which prefixes mean what while a document is walked through: Namespaces in XML 1.0.
 */

import { keepShape } from './keep-shape.js';

/** The namespace that the prefix `xml` is bound to, always. */
export const NS_XML = 'http://www.w3.org/XML/1998/namespace';

/** The namespace of declarations themselves; nothing may be bound to it. */
export const NS_XMLNS = 'http://www.w3.org/2000/xmlns/';

/** What is wrong with binding `prefix` (`''`: the default) to `ns` (sections 2.2 and 3). */
function declarationFault(prefix: string, ns: string): string | undefined {
  if (prefix === 'xmlns') return 'declares the prefix xmlns';
  if (prefix === 'xml') return ns === NS_XML ? undefined : 'binds the prefix xml anew';
  if (ns === NS_XML) return 'binds the namespace of the prefix xml to another name';
  if (ns === NS_XMLNS) return 'binds the namespace of declarations';
  if (ns === '' && prefix !== '') return 'binds a prefix to no namespace';
  return undefined;
}

/** Whether an attribute's name says that it declares a namespace. */
export const isDeclaration = (name: string): boolean =>
  name.startsWith('xmlns') && (name.length === 5 || name.charCodeAt(5) === 0x3a);

/**
 * The prefixes in force at one place of a document.
 *
 * A look-up costs the same at every depth: bindings stand in one Map, and what a declaration hid
 * is put back when its element is left. The default namespace is not kept: nothing is wrong
 * without one.
 */
class Bindings {
  /** Prefixes that were taken from the surroundings, with what they mean there. */
  readonly borrowed = new Map<string, string>();
  private readonly bound = new Map<string, string>();
  private readonly declaredAt: number[] = [];
  private readonly declared: string[] = [];
  private readonly hidden: (string | undefined)[] = [];

  constructor(private readonly around: ReadonlyMap<string, string> | undefined) {}

  declare(prefix: string, ns: string, depth: number): void {
    this.declaredAt.push(depth);
    this.declared.push(prefix);
    this.hidden.push(this.bound.get(prefix));
    this.bound.set(prefix, ns);
  }

  leave(depth: number): void {
    while (this.declaredAt.at(-1) === depth) {
      this.declaredAt.pop();
      const prefix = this.declared.pop() as string; // the three lists grow together
      const before = this.hidden.pop();
      if (before === undefined) this.bound.delete(prefix);
      else this.bound.set(prefix, before);
    }
  }

  find(prefix: string): string | undefined {
    const ns = this.bound.get(prefix);
    if (ns !== undefined) return ns;
    if (prefix === 'xml') return NS_XML;
    const outer = this.around?.get(prefix);
    if (outer !== undefined) this.borrowed.set(prefix, outer);
    return outer;
  }
}

/**
 * Checks the namespaces of a document tag by tag: what the parser and the writer have in common.
 *
 * A fault is a sentence's end for a message; `undefined` means that there is none.
 */
export class Namespaces {
  /** Made at the first prefix; most stanzas have none. */
  private bindings: Bindings | undefined = undefined;
  /** The attributes of the tag at hand whose prefixes must be looked up: the tag may bind them. */
  private prefixed: string[] | undefined = undefined;

  /** @param around what is in force around the document, by prefix. */
  constructor(private readonly around?: ReadonlyMap<string, string>) {}

  /** Takes an attribute of the tag at hand. What it declares holds until `leave(depth)`. */
  attribute(name: string, value: string, depth: number): string | undefined {
    if (!name.includes(':') && name !== 'xmlns') return undefined; // most are like this
    if (isDeclaration(name)) {
      const prefix = name.slice(6);
      const fault = declarationFault(prefix, value);
      if (fault === undefined && prefix !== '') this.bound().declare(prefix, value, depth);
      return fault;
    }
    if (!name.startsWith('xml:')) (this.prefixed ??= []).push(name);
    return undefined;
  }

  /** Ends the tag at hand, of an element `name`, after its last attribute. */
  endOfTag(name: string): string | undefined {
    const colon = name.indexOf(':');
    if (colon >= 0 && this.bound().find(name.slice(0, colon)) === undefined) {
      return 'has a prefix that is not bound';
    }
    if (this.prefixed === undefined) return undefined;
    const fault = attributesFault(this.prefixed, this.bound());
    this.prefixed = undefined;
    return fault;
  }

  /** Takes back what the element at `depth` declared. */
  leave(depth: number): void {
    this.bindings?.leave(depth);
  }

  /** The prefixes that the document took from its surroundings, with their namespaces. */
  borrowed(): Iterable<[prefix: string, ns: string]> {
    return this.bindings?.borrowed ?? [];
  }

  private bound(): Bindings {
    return (this.bindings ??= new Bindings(this.around));
  }
}

keepShape(new Namespaces());

/** Looks up the prefixes of one tag's attributes: bound, and no two of one expanded name? */
function attributesFault(names: readonly string[], bindings: Bindings): string | undefined {
  const expanded = names.length > 1 ? new Set<string>() : undefined;
  for (const name of names) {
    const colon = name.indexOf(':');
    const ns = bindings.find(name.slice(0, colon));
    if (ns === undefined) return 'has an attribute whose prefix is not bound';
    if (expanded === undefined) continue;
    const key = `${name.slice(colon + 1)}}${ns}`; // a local name has no brace: no two share a key
    if (expanded.has(key)) return 'has one attribute twice under two prefixes';
    expanded.add(key);
  }
  return undefined;
}
