import type { Runtime } from '@xec/xec';

/** How many sessions of a process may try to come back within a second. */
const PER_SECOND = 200;

/**
 * Lets the sessions of one process come back one after the other: a server that was away for long must
 * not be met by all of them at once.
 */
export class Turnstile {
  readonly #runtime: Runtime;
  readonly #gapMs: number;
  /** When the next one may pass. */
  #nextAt = 0;

  constructor(runtime: Runtime, perSecond = PER_SECOND) {
    this.#runtime = runtime;
    this.#gapMs = 1000 / perSecond;
  }

  /** Takes the next turn; gives how long it is until then, in milliseconds. */
  turn(): number {
    const now = this.#runtime.monotonic();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#gapMs;
    return at - now;
  }
}
