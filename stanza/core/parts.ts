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
  ): Part<T> => ({
    namespaces,
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

/** Reads parts of an element in the order in which they are listed, those alone that stand there. */
export class PartsReader<T> {
  readonly #parts: readonly Part<T>[];
  /** Which parts are in a namespace, a bit for each. */
  readonly #wanted = new Map<string, number>();

  constructor(parts: readonly Part<T>[]) {
    if (parts.length > MAX_PARTS) {
      throw new RangeError(
        `expected ${String(MAX_PARTS)} parts at most, got ${String(parts.length)}`,
      );
    }
    this.#parts = parts;
    for (const [at, { namespaces }] of parts.entries()) {
      for (const ns of namespaces) this.#wanted.set(ns, (this.#wanted.get(ns) ?? 0) | (1 << at));
    }
  }

  read(el: Element, into: Unread<T>): void {
    let wanted = 0;
    for (const child of el.children) {
      if (isElement(child)) wanted |= this.#wanted.get(child.getNS() ?? '') ?? 0;
    }
    for (let at = 0; wanted !== 0; at += 1, wanted >>>= 1) {
      if ((wanted & 1) === 1) this.#parts[at]?.read(el, into);
    }
  }
}
