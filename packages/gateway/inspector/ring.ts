import { randomBytes } from 'node:crypto';
import type { EventBody, InspectorEvent } from './events.js';

interface Kept {
  readonly event: InspectorEvent;
  readonly size: number;
}

/** The last events, so many and so large as memory is meant for them. */
export class Ring {
  /** Its numbers are its own: those of a gateway before say nothing here. */
  readonly id = randomBytes(9).toString('base64url');
  #kept: Kept[] = [];
  /** Where the oldest one is: what lies before is gone. */
  #first = 0;
  #size = 0;
  #n = 0;
  readonly #listeners = new Set<(event: InspectorEvent) => void>();

  /**
   * @param most how many events are kept
   * @param mostSize their size as JSON, in characters
   */
  constructor(
    private readonly most = 5000,
    private readonly mostSize = 32 * 1_048_576,
  ) {}

  add(session: string, at: number, body: EventBody): void {
    this.#n += 1;
    const event: InspectorEvent = { n: this.#n, at, session, ...body };
    const size = JSON.stringify(event).length;
    this.#kept.push({ event, size });
    this.#size += size;
    while (this.#count > this.most || (this.#size > this.mostSize && this.#count > 1)) this.#drop();
    for (const hear of this.#listeners) hear(event);
  }

  get #count(): number {
    return this.#kept.length - this.#first;
  }

  /** All that are kept, oldest first. */
  *all(): Generator<InspectorEvent> {
    const kept = this.#kept;
    for (let at = this.#first; at < kept.length; at += 1) {
      const one = kept[at];
      if (one !== undefined) yield one.event;
    }
  }

  /** The number of the oldest one; where there is none, of the next. */
  get oldest(): number {
    return this.#kept[this.#first]?.event.n ?? this.#n + 1;
  }

  find(n: number): InspectorEvent | undefined {
    const [oldest] = this.all();
    if (oldest === undefined || n < oldest.n) return undefined;
    return this.#kept[this.#first + n - oldest.n]?.event;
  }

  /** @returns a function that undoes it */
  listen(hear: (event: InspectorEvent) => void): () => void {
    this.#listeners.add(hear);
    return () => {
      this.#listeners.delete(hear);
    };
  }

  #drop(): void {
    this.#size -= this.#kept[this.#first]?.size ?? 0;
    this.#first += 1;
    // Cut in large steps, so that an event costs no copy of the list.
    if (this.#first < this.most) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}
