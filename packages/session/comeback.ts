import type { Runtime } from '@xec/xec';
import type { Turnstile } from './turnstile.js';

/** The wait of a session that comes back: for its time, and then for its turn in the process. */
export class Comeback {
  readonly #runtime: Runtime;
  readonly #turnstile: Turnstile;
  readonly #comeBack: () => void;
  #stop: (() => void) | undefined = undefined;

  constructor(runtime: Runtime, turnstile: Turnstile, comeBack: () => void) {
    this.#runtime = runtime;
    this.#turnstile = turnstile;
    this.#comeBack = comeBack;
  }

  /** Comes back in so many milliseconds, at the earliest. */
  begin(inMs: number): void {
    this.#stop = this.#runtime.later(inMs, this.#onTime);
  }

  /** The session comes back otherwise, or not at all. */
  cancel(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  readonly #onTime = (): void => {
    const turnMs = this.#turnstile.turn();
    if (turnMs === 0) this.#onTurn();
    else this.#stop = this.#runtime.later(turnMs, this.#onTurn);
  };

  readonly #onTurn = (): void => {
    this.#stop = undefined;
    this.#comeBack();
  };
}
