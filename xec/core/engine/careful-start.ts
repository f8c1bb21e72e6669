import type { StartFact } from '../facts.js';

/** After so many owners in a row that handled nothing, stanzas are watched one by one. */
const SUSPICIOUS_STARTS = 3;

/** So many owners may die with the same stanza in their hands; then it is set aside. */
const MAX_TRIES = 3;

/** How many stanzas are watched after a suspicious start. */
const WATCHED = 100;

/**
 * Finds the stanza that kills every process which handles it: the server sends it again to each next
 * one. Owners that die without having handled anything make the next one careful. It notes each
 * stanza before it handles it, and so knows later which one it was.
 */
export class CarefulStart {
  #fact: StartFact;
  #left: number;

  /**
   * @param before what the last owner noted
   * @param inbound how many stanzas of the stream are handled
   */
  constructor(before: StartFact | undefined, inbound: number) {
    const isSame = before?.inbound === inbound;
    this.#fact = {
      inbound,
      starts: isSame ? before.starts + 1 : 1,
      tries: isSame ? before.tries : 0,
    };
    this.#left = this.#fact.starts < SUSPICIOUS_STARTS ? 0 : WATCHED;
  }

  /** What to note of this start. */
  get fact(): StartFact {
    return this.#fact;
  }

  /** Whether the next stanza is to be watched. */
  get isCareful(): boolean {
    return this.#left > 0;
  }

  /** What to note before the stanza after `inbound` is handled; `undefined`: set it aside. */
  watch(inbound: number): StartFact | undefined {
    this.#left -= 1;
    const { starts } = this.#fact;
    const tries = this.#fact.inbound === inbound ? this.#fact.tries : 0;
    this.#fact = { inbound, starts, tries: tries + 1 };
    return tries >= MAX_TRIES ? undefined : this.#fact;
  }
}
