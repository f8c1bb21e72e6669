/**
 * Names and namespaces come again with every stanza. Each is one string then: compared by identity, its
 * hash known, and no slice of a frame that it would keep alive.
 *
 * All that are read must be such strings: V8 compiles comparisons for them, and the first other one that
 * comes along costs all that was compiled, and makes what is compiled anew slower for good.
 */
import { asKey } from '../key-text.js';

/** A power of two. A text takes the slot of another one that fell into it. */
const SLOTS = 4096;
/** Longer ones are rare, and peers may make up as many as they like. */
const MAX_LENGTH = 96;

class Interned {
  readonly #instead: (text: string) => string | undefined;
  /** Texts by their slots. */
  readonly #slots = new Array<string>(SLOTS).fill('');

  /** @param instead what is given for a text that is not kept; `undefined`: it is */
  constructor(instead: (text: string) => string | undefined) {
    this.#instead = instead;
  }

  /**
   * The text of ASCII that stands in `bytes` from `start` to `end`, and in `source` from `from`.
   *
   * @param hash of its bytes, or of its first ones: what has the same takes turns in one slot
   */
  at(
    source: string,
    from: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    hash: number,
  ): string {
    const slot = slotOf(hash);
    const known = this.#slots[slot] ?? '';
    if (isAt(known, bytes, start, end)) return known;
    return this.#keep(source.slice(from, from + end - start), slot);
  }

  /** The same for a text that somebody has: long or strange, it is one string for all that are equal. */
  of(text: string): string {
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    }
    const slot = slotOf(hash);
    return this.#slots[slot] === text ? this.#slots[slot] : this.#keep(text, slot) || asKey(text);
  }

  #keep(text: string, slot: number): string {
    const instead = this.#instead(text);
    if (instead !== undefined) return instead;
    const own = asKey(text);
    this.#slots[slot] = own;
    return own;
  }
}

const slotOf = (hash: number): number => (hash ^ (hash >>> 13)) & (SLOTS - 1);

/** `''` for what is long, or named like what all objects have: such a name is read elsewhere. */
export const names = new Interned((text) =>
  text.length > MAX_LENGTH || text in Object.prototype ? '' : undefined,
);
export const namespaces = new Interned((text) =>
  text.length > MAX_LENGTH ? asKey(text) : undefined,
);

function isAt(known: string, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = known;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) {
    if (known.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}
