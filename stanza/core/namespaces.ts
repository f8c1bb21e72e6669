/**
 * Which prefixes mean what while a document is walked through: Namespaces in XML 1.0.
 */

/** The namespace that the prefix `xml` is bound to, always. */
export const NS_XML = 'http://www.w3.org/XML/1998/namespace';

/** The namespace of declarations themselves; nothing may be bound to it. */
export const NS_XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * The prefixes in force at one place of a document.
 *
 * A look-up costs the same at every depth: bindings stand in one Map, and what a declaration hid
 * is put back when its element is left. The default namespace is not kept: nothing is wrong
 * without one.
 */
export class Namespaces {
  /** Prefixes that were taken from the surroundings, with what they mean there. */
  readonly borrowed = new Map<string, string>();
  private readonly bound = new Map<string, string>();
  private readonly declaredAt: number[] = [];
  private readonly declared: string[] = [];
  private readonly hidden: (string | undefined)[] = [];

  /** @param around what is in force around the document, by prefix. */
  constructor(private readonly around?: ReadonlyMap<string, string>) {}

  /** Binds `prefix` until {@link leave} is called with the same depth. */
  declare(prefix: string, ns: string, depth: number): void {
    this.declaredAt.push(depth);
    this.declared.push(prefix);
    this.hidden.push(this.bound.get(prefix));
    this.bound.set(prefix, ns);
  }

  /** Takes back what the element at `depth` declared. */
  leave(depth: number): void {
    while (this.declaredAt.length > 0 && this.declaredAt[this.declaredAt.length - 1] === depth) {
      this.declaredAt.pop();
      const prefix = this.declared.pop() as string; // the three lists grow together
      const before = this.hidden.pop();
      if (before === undefined) this.bound.delete(prefix);
      else this.bound.set(prefix, before);
    }
  }

  /** The namespace that `prefix` means here; `undefined` where it is not bound. */
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
 * What is wrong with binding `prefix` (`''`: the default) to `ns` (sections 2.2 and 3).
 *
 * @returns a sentence's end for a message, or `undefined` where nothing is wrong.
 */
export function declarationFault(prefix: string, ns: string): string | undefined {
  if (prefix === 'xmlns') return 'declares the prefix xmlns';
  if (prefix === 'xml') return ns === NS_XML ? undefined : 'binds the prefix xml anew';
  if (ns === NS_XML) return 'binds the namespace of the prefix xml to another name';
  if (ns === NS_XMLNS) return 'binds the namespace of declarations';
  if (ns === '' && prefix !== '') return 'binds a prefix to no namespace';
  return undefined;
}

/**
 * Looks up the prefixes of one element's attributes.
 *
 * @param names qualified names that have a prefix, none of them `xml` or `xmlns`.
 * @returns what is wrong: a prefix not bound, or two attributes with one expanded name.
 */
export function attributesFault(names: readonly string[], scope: Namespaces): string | undefined {
  const expanded = names.length > 1 ? new Set<string>() : undefined;
  for (const name of names) {
    const colon = name.indexOf(':');
    const ns = scope.find(name.slice(0, colon));
    if (ns === undefined) return 'has a prefix that is not bound';
    if (expanded === undefined) continue;
    const key = `${name.slice(colon + 1)}}${ns}`; // a local name has no brace: no two share a key
    if (expanded.has(key)) return 'is there twice under two prefixes';
    expanded.add(key);
  }
  return undefined;
}
