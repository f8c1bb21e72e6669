/** No slots yet: one list for all maps that hold nothing. Nothing is added to it. */
const none: never[] = [];

/**
 * A map for what comes and goes in numbers, in the order in which it was added, as a `Map` has it.
 *
 * A `Map` is a table that is made anew each time when as many entries have come and gone as it has room
 * for. In V8 the table that is left behind keeps all that was in it until the next large collection, and
 * lies in old memory: so whatever is in the map just then is copied there too, and found dead late. Here the
 * table has numbers alone, and what they stand for lies in a list, which lets go of it.
 */
export class SlotMap<Key extends string | number, Value extends object> {
  readonly #slots = new Map<Key, number>();
  #values: (Value | undefined)[] = none;
  /** Slots that are empty. */
  #free: number[] = none;

  get size(): number {
    return this.#slots.size;
  }

  get(key: Key): Value | undefined {
    const slot = this.#slots.get(key);
    return slot === undefined ? undefined : this.#values[slot];
  }

  /** Adds a value, or puts it in the place of the one that is there. */
  set(key: Key, value: Value): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) this.add(key, value);
    else this.#values[slot] = value;
  }

  /** Adds a value under a key that is known not to be there. */
  add(key: Key, value: Value): void {
    const slot = this.#free.pop() ?? this.#values.length;
    this.#slots.set(key, slot);
    if (this.#values === none) this.#values = [value];
    else this.#values[slot] = value;
  }

  /** Takes a value out; gives it, or `undefined` where there is none. */
  take(key: Key): Value | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) return undefined;
    const value = this.#values[slot];
    this.#slots.delete(key);
    if (this.#slots.size === 0) {
      this.#rest();
      return value;
    }
    this.#values[slot] = undefined;
    if (this.#free === none) this.#free = [slot];
    else this.#free.push(slot);
    return value;
  }

  clear(): void {
    this.#slots.clear();
    this.#rest();
  }

  keys(): IterableIterator<Key> {
    return this.#slots.keys();
  }

  *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  *entries(): IterableIterator<readonly [Key, Value]> {
    for (const [key, slot] of this.#slots) {
      const value = this.#values[slot];
      if (value !== undefined) yield [key, value];
    }
  }

  /** Most maps are empty most of the time, and there are thousands: then they keep no room. */
  #rest(): void {
    this.#values = none;
    this.#free = none;
  }
}
