/**
 * A map that forgets: it holds at most `capacity` entries, and those used of late stay.
 *
 * Two generations: a new or used entry goes into the young one; when that is full, it becomes the
 * old one and the old one is dropped. No entry is ever moved for each look-up, none is searched for.
 */
export class BoundedCache<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #halfCapacity: number;

  constructor(capacity: number) {
    this.#halfCapacity = Math.ceil(capacity / 2);
  }

  /** How many entries are held. An entry in both generations counts twice. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#halfCapacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
