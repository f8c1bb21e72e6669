/**
 * Names and namespaces come again with every stanza. Each is one string then: compared by identity, its
 * hash known, and no slice of a frame that it would keep alive.
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
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    const known = this.#slots[slot] ?? '';
    if (isAt(known, bytes, start, end)) return known;
    const text = source.slice(from, from + end - start);
    const instead = this.#instead(text);
    if (instead !== undefined) return instead;
    const own = asKey(text);
    this.#slots[slot] = own;
    return own;
  }
}

/** `''` for what is long, or named like what all objects have: such a name is read elsewhere. */
export const names = new Interned((text) =>
  text.length > MAX_LENGTH || text in Object.prototype ? '' : undefined,
);
export const namespaces = new Interned((text) => (text.length > MAX_LENGTH ? text : undefined));

function isAt(known: string, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = known;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) {
    if (known.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}
