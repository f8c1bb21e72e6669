import type { OutboundStanza } from '@xec/xec';
import { FIRST_PLACES, inOrder, none } from './ring.js';

/** A ring that is larger is let go when it is empty. */
const MOST_IDLE_PLACES = 64;

/**
 * The stanzas of one session that have not arrived, by their numbers, which rise: a ring.
 *
 * No Map: that of many who come and go is made anew again and again, and each that is left behind keeps what
 * was in it until the next large garbage collection.
 */
export class KeptStanzas {
  #ring: (OutboundStanza | undefined)[] = none;
  /** Where the oldest stands; those taken out of the middle leave an empty place. */
  #first = 0;
  /** How many places are in use. */
  #count = 0;

  /** In the order of their numbers. */
  all(): OutboundStanza[] {
    const all: OutboundStanza[] = [];
    for (let nth = 0; nth < this.#count; nth += 1) {
      const stanza = this.#ring[this.#placeOf(nth)];
      if (stanza !== undefined) all.push(stanza);
    }
    return all;
  }

  /** Adds a stanza, mostly with the highest number so far; in the place of one of the same number. */
  add(stanza: OutboundStanza): void {
    const last = this.#count === 0 ? undefined : this.#ring[this.#placeOf(this.#count - 1)];
    if (last !== undefined && last.number >= stanza.number) this.#insert(stanza);
    else this.#append(stanza);
  }

  /** Takes one out. */
  delete(number: number): void {
    for (let nth = this.#count - 1; nth >= 0; nth -= 1) {
      const place = this.#placeOf(nth);
      const stanza = this.#ring[place];
      if (stanza === undefined || stanza.number > number) continue;
      if (stanza.number === number) this.#ring[place] = undefined;
      break;
    }
    this.#trim();
  }

  /** Takes out all up to `number`. */
  deleteUpTo(number: number): void {
    while (this.#count > 0) {
      const stanza = this.#ring[this.#first];
      if (stanza !== undefined && stanza.number > number) return;
      this.#shift();
    }
    this.#rest();
  }

  clear(): void {
    this.#ring = none;
    this.#first = 0;
    this.#count = 0;
  }

  #placeOf(nth: number): number {
    return (this.#first + nth) & (this.#ring.length - 1);
  }

  #append(stanza: OutboundStanza): void {
    if (this.#count === this.#ring.length) {
      const places = Math.max(FIRST_PLACES, 2 * this.#ring.length);
      this.#ring = inOrder(this.#ring, this.#first, places);
      this.#first = 0;
    }
    this.#ring[this.#placeOf(this.#count)] = stanza;
    this.#count += 1;
  }

  /** One that was taken out comes back. */
  #insert(stanza: OutboundStanza): void {
    const others = this.all().filter(({ number }) => number !== stanza.number);
    const sorted = [...others, stanza].sort((one, other) => one.number - other.number);
    let places = FIRST_PLACES;
    while (places < sorted.length) places *= 2;
    this.#count = sorted.length;
    this.#ring = inOrder(sorted, 0, places);
    this.#first = 0;
  }

  /** Empty places at both ends are none. */
  #trim(): void {
    while (this.#count > 0 && this.#ring[this.#placeOf(this.#count - 1)] === undefined) {
      this.#count -= 1;
    }
    while (this.#count > 0 && this.#ring[this.#first] === undefined) this.#shift();
    this.#rest();
  }

  #shift(): void {
    this.#ring[this.#first] = undefined;
    this.#first = this.#placeOf(1);
    this.#count -= 1;
  }

  #rest(): void {
    if (this.#count === 0 && this.#ring.length > MOST_IDLE_PLACES) this.clear();
  }
}
