/**
 * What was sent and is not acknowledged: in at the end, out at the front, both without moving the
 * rest.
 */
export interface SentStanza {
  /** The stanza as it was written, to be written again. */
  readonly text: string;
  /** When it was first sent, in milliseconds since 1970. */
  readonly at: number;
}

export class Unacknowledged {
  #stanzas: SentStanza[] = [];
  #front = 0;

  get size(): number {
    return this.#stanzas.length - this.#front;
  }

  push(stanza: SentStanza): void {
    this.#stanzas.push(stanza);
  }

  /** Forgets the `count` oldest. */
  drop(count: number): void {
    this.#front += count;
    // Half of it is gone at least: what is copied now was paid for by what went.
    if (this.#front * 2 < this.#stanzas.length) return;
    this.#stanzas = this.#stanzas.slice(this.#front);
    this.#front = 0;
  }

  /** All of them, the oldest first. */
  all(): readonly SentStanza[] {
    return this.#stanzas.slice(this.#front);
  }
}
