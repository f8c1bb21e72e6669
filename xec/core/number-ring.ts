/** So many places there are at first, and twice as many each time that they do not suffice: powers of two. */
const FIRST_PLACES = 8;
/** A ring that is larger is let go when it is empty. */
const IDLE_PLACES = 64;

/** No places yet: one list for all rings that hold nothing. Nothing is added to it. */
const none: never[] = [];

/**
 * What comes with a number that rises and mostly goes in that order: stanzas on their way out.
 *
 * No Map, for the reason that `SlotMap` says; and what comes and goes in order needs no table.
 */
export class NumberRing<Value extends object> {
  /** Those taken out of the middle leave an empty place, and their number in it. */
  #values: (Value | undefined)[] = none;
  #numbers: number[] = none;
  /** Where the oldest stands. */
  #first = 0;
  /** How many places are in use. */
  #places = 0;

  get(number: number): Value | undefined {
    const nth = this.#find(number);
    return nth < 0 ? undefined : this.#values[this.#placeOf(nth)];
  }

  /** Adds a value, mostly with the highest number so far; in the place of one of the same number. */
  set(number: number, value: Value): void {
    const nth = this.#find(number);
    if (nth < 0) {
      this.add(number, value);
      return;
    }
    this.#values[this.#placeOf(nth)] = value;
  }

  /** Adds a value under a number that is known not to be there. */
  add(number: number, value: Value): void {
    if (this.#places > 0 && number <= this.#numberAt(this.#places - 1)) {
      this.#insert(number, value);
      return;
    }
    if (this.#places === this.#values.length) this.#grow();
    const place = this.#placeOf(this.#places);
    this.#values[place] = value;
    this.#numbers[place] = number;
    this.#places += 1;
  }

  /** Takes a value out; gives it, or `undefined` where there is none. */
  take(number: number): Value | undefined {
    const nth = this.#find(number);
    if (nth < 0) return undefined;
    const place = this.#placeOf(nth);
    const value = this.#values[place];
    this.#values[place] = undefined;
    this.#trim();
    return value;
  }

  /** Takes out all up to `number`. */
  dropUpTo(number: number): void {
    while (this.#places > 0 && this.#numberAt(0) <= number) {
      this.#shift();
    }
    this.#trim();
  }

  clear(): void {
    this.#values = none;
    this.#numbers = none;
    this.#first = 0;
    this.#places = 0;
  }

  *keys(): IterableIterator<number> {
    for (let nth = 0; nth < this.#places; nth += 1) {
      if (this.#values[this.#placeOf(nth)] !== undefined) yield this.#numberAt(nth);
    }
  }

  *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  /** In the order of their numbers. */
  *entries(): IterableIterator<readonly [number, Value]> {
    for (let nth = 0; nth < this.#places; nth += 1) {
      const value = this.#values[this.#placeOf(nth)];
      if (value !== undefined) yield [this.#numberAt(nth), value];
    }
  }

  #placeOf(nth: number): number {
    return (this.#first + nth) & (this.#values.length - 1);
  }

  #numberAt(nth: number): number {
    return this.#numbers[this.#placeOf(nth)] ?? 0;
  }

  /** Which place a number has; -1 where it has none. Where none was left out it is known at once. */
  #find(number: number): number {
    if (this.#places === 0) return -1;
    let nth = Math.min(number - this.#numberAt(0), this.#places - 1);
    while (nth >= 0 && this.#numberAt(nth) > number) nth -= 1;
    return nth >= 0 && this.#numberAt(nth) === number ? nth : -1;
  }

  #grow(): void {
    const length = Math.max(FIRST_PLACES, 2 * this.#values.length);
    const values: (Value | undefined)[] = new Array<undefined>(length).fill(undefined);
    const numbers: number[] = new Array<number>(length).fill(0);
    for (let nth = 0; nth < this.#places; nth += 1) {
      values[nth] = this.#values[this.#placeOf(nth)];
      numbers[nth] = this.#numberAt(nth);
    }
    this.#values = values;
    this.#numbers = numbers;
    this.#first = 0;
  }

  /** One that was taken out comes back among those with higher numbers. */
  #insert(number: number, value: Value): void {
    const all = [...this.entries(), [number, value] as const];
    this.clear();
    all.sort(([one], [other]) => one - other);
    for (const [each, of] of all) this.add(each, of);
  }

  /** Empty places at both ends are none. */
  #trim(): void {
    while (this.#places > 0 && this.#values[this.#placeOf(this.#places - 1)] === undefined) {
      this.#places -= 1;
    }
    while (this.#places > 0 && this.#values[this.#first] === undefined) this.#shift();
    if (this.#places === 0 && this.#values.length > IDLE_PLACES) this.clear();
  }

  #shift(): void {
    this.#values[this.#first] = undefined;
    this.#first = this.#placeOf(1);
    this.#places -= 1;
  }
}
