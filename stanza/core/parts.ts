/**
 * Elements that say many things beside each other, of which each has few: what is absent costs nothing.
 */
import { isElement, type Element } from './element.js';

/** What is being read: its fields are set one by one. */
export type Unread<T> = { -readonly [K in keyof T]?: T[K] | undefined };

/** One thing that an element may say. */
export interface Part<T> {
  /** Where none of its children is in one of these, the element does not say it. */
  readonly namespaces: readonly string[];
  /** The same for the names of those children; absent: any name may say it. */
  readonly names?: readonly string[];
  /** Reads it out of the element that holds it, and sets what is said. */
  readonly read: (el: Element, into: Unread<T>) => void;
}

/** Makes the parts of `T` that are one field each: what is read is set, and `undefined` is not. */
export const partOf =
  <T>() =>
  <K extends keyof T>(
    field: K,
    namespaces: readonly string[],
    readField: (el: Element) => T[K] | undefined,
    names?: readonly string[],
  ): Part<T> => ({
    namespaces,
    ...(names !== undefined && { names }),
    read: (el, into) => {
      const value = readField(el);
      if (value !== undefined) into[field] = value;
    },
  });

/** What is said by a list: nothing, where there is nothing in it. */
export const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length > 0 ? list : undefined;

/** As many as a number has bits that are safe to shift. */
const MAX_PARTS = 31;

/** Which parts are in a namespace, a bit for each. */
interface Wanted {
  /** Whatever the name of the child. */
  any: number;
  /** By the child's name; few, so that to walk them costs less than to look one up. */
  readonly named: { readonly name: string; parts: number }[];
}

/** Reads parts of an element in the order in which they are listed, those alone that stand there. */
export class PartsReader<T> {
  readonly #parts: readonly Part<T>[];
  readonly #wanted = new Map<string, Wanted>();

  constructor(parts: readonly Part<T>[]) {
    if (parts.length > MAX_PARTS) {
      throw new RangeError(
        `expected ${String(MAX_PARTS)} parts at most, got ${String(parts.length)}`,
      );
    }
    this.#parts = parts;
    for (const [at, { namespaces, names }] of parts.entries()) {
      for (const ns of namespaces) this.#want(ns, names, 1 << at);
    }
  }

  read(el: Element, into: Unread<T>): void {
    let parts = 0;
    for (const child of el.children) if (isElement(child)) parts |= this.#wantedBy(child);
    for (let at = 0; parts !== 0; at += 1, parts >>>= 1) {
      if ((parts & 1) === 1) this.#parts[at]?.read(el, into);
    }
  }

  #want(ns: string, names: readonly string[] | undefined, part: number): void {
    const wanted = this.#wanted.get(ns) ?? { any: 0, named: [] };
    this.#wanted.set(ns, wanted);
    if (names === undefined) wanted.any |= part;
    else for (const name of names) wantNamed(wanted, name, part);
  }

  #wantedBy(child: Element): number {
    const wanted = this.#wanted.get(child.getNS() ?? '');
    if (wanted === undefined) return 0;
    if (wanted.named.length === 0) return wanted.any;
    const name = child.getName();
    for (const one of wanted.named) if (one.name === name) return wanted.any | one.parts;
    return wanted.any;
  }
}

function wantNamed({ named }: Wanted, name: string, part: number): void {
  const known = named.find((one) => one.name === name);
  if (known === undefined) named.push({ name, parts: part });
  else known.parts |= part;
}
