/**
 * The state of stream management of one session (XEP-0198 sections 4 and 5): it begins with
 * `<enable/>` and stays over resumptions.
 */
import { onWire, progress } from './counter.js';
import { Unacknowledged, type SentStanza } from './unacknowledged.js';

export class ManagedStream {
  /** How many stanzas went out since the client was last asked to acknowledge. */
  sinceRequest = 0;
  #handled = 0;
  #acknowledged = 0;
  readonly #unacknowledged = new Unacknowledged();

  constructor(
    /** The id to resume it with; `undefined` where it cannot be resumed. */
    readonly id: string | undefined,
    /** How long it may be resumed after its connection was lost. */
    readonly resumeMs: number,
  ) {}

  /** How many of the client's stanzas were handled, as on the wire. */
  get handled(): number {
    return onWire(this.#handled);
  }

  /** The number that the client's next stanza has. */
  get next(): number {
    return onWire(this.#handled + 1);
  }

  /** How many stanzas were sent, as on the wire: the number of the last one. */
  get sent(): number {
    return onWire(this.#sent);
  }

  get #sent(): number {
    return this.#acknowledged + this.#unacknowledged.size;
  }

  /** How many stanzas wait for the client's acknowledgement. */
  get waiting(): number {
    return this.#unacknowledged.size;
  }

  /** One more of the client's stanzas was handled. */
  countHandled(): void {
    this.#handled += 1;
  }

  /** Numbers a stanza and keeps it. */
  keep(text: string): void {
    this.#unacknowledged.push({ text, at: Date.now() });
    this.sinceRequest += 1;
  }

  /**
   * Takes an `h` of the client; an older one than the last changes nothing.
   *
   * @returns false where it acknowledges what was never sent.
   */
  acknowledge(h: number): boolean {
    const count = progress(h, this.#acknowledged, this.#sent);
    if (count === undefined) return false;
    if (count <= 0) return true;
    this.#unacknowledged.drop(count);
    this.#acknowledged += count;
    return true;
  }

  /** What the client has not acknowledged, the oldest first, and their numbers on the wire. */
  unacknowledged(): { readonly stanza: SentStanza; readonly count: number }[] {
    return this.#unacknowledged
      .all()
      .map((stanza, at) => ({ stanza, count: onWire(this.#acknowledged + at + 1) }));
  }

  /** Goes on as if `count` more stanzas had been handled in both directions. */
  advance(count: number): void {
    this.#handled += count;
    this.#acknowledged += count;
  }
}
