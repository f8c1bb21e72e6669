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
/** Rows there are at first; twice as many each time that they do not suffice, as many as slots at most. */
const FIRST_ROWS = 256;

class Interned {
  readonly #instead: (text: string) => string | undefined;
  /** Texts by their slots. */
  readonly #slots = new Array<string>(SLOTS).fill('');
  /** Their bytes, where a slot has a row of them: to ask a text for each of its characters is slower. */
  #rows = new Uint8Array(FIRST_ROWS * MAX_LENGTH);
  /** Which row a slot has, and how long its text is. */
  readonly #rowOf = new Uint16Array(SLOTS);
  readonly #lengths = new Uint8Array(SLOTS);
  /** How many rows there are. The first stands for none. */
  #count = 1;

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
    const length = end - start;
    if (this.#lengths[slot] === length) {
      const rows = this.#rows;
      const row = (this.#rowOf[slot] ?? 0) * MAX_LENGTH;
      let index = 0;
      while (index < length && rows[row + index] === bytes[start + index]) index += 1;
      if (index === length) return this.#slots[slot] ?? '';
    }
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
    this.#write(own, slot);
    return own;
  }

  /** Writes the row of a slot; of a text that is no ASCII no bytes of a frame are the same. */
  #write(text: string, slot: number): void {
    let row = this.#rowOf[slot] ?? 0;
    if (row === 0) {
      row = this.#count;
      this.#count += 1;
      this.#rowOf[slot] = row;
    }
    if ((row + 1) * MAX_LENGTH > this.#rows.length) {
      const rows = new Uint8Array(2 * this.#rows.length);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    for (let at = 0; at < text.length; at += 1) {
      this.#rows[row * MAX_LENGTH + at] = text.charCodeAt(at) < 0x80 ? text.charCodeAt(at) : 0;
    }
    this.#lengths[slot] = text.length;
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
