import type { Runtime } from '@xec/xec';
import type { StreamEnd } from './stream-end.js';

/** A stream is contested once in so long: whoever loses it again has lost it. */
const AGAIN_MS = 60_000;

/**
 * A stream that was taken from us by somebody who resumed it. Only a former owner of the session knows
 * its name, one that was stopped and does not know yet that it was fenced off: we resume it once more.
 * Where the server does not resume it, another client has our resource, and that one is left alone.
 */
export class Contest {
  /** Whether the stream may only be resumed: no other is bound. */
  isOpen = false;
  readonly #runtime: Runtime;
  #lastAt: number | undefined = undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Whether the stream that ended so is worth another try. */
  begins({ kind, condition }: StreamEnd, isResumable: boolean): boolean {
    if (kind !== 'error-received' || condition !== 'conflict' || !isResumable) return false;
    const now = this.#runtime.monotonic();
    if (this.#lastAt !== undefined && now - this.#lastAt < AGAIN_MS) return false;
    this.#lastAt = now;
    this.isOpen = true;
    return true;
  }
}
