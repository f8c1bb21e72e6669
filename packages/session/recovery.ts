import type { Runtime } from '@xec/xec';
import { backoffMs, type BackoffSettings } from './backoff.js';
import type { SessionLimits } from './options.js';
import { mayReconnect, type StreamEnd } from './stream-end.js';
import { isHopeless, suspect, type Suspicion } from './suspicion.js';

/** A stream that was online for so long was a good one: the next trouble begins anew. */
const GOOD_MS = 10_000;

/** Whether, and when, a session tries again. */
export class Recovery {
  readonly #limits: SessionLimits;
  readonly #backoff: BackoffSettings;
  readonly #runtime: Runtime;
  #attempts = 0;
  #troubleSince = 0;
  #onlineSince = 0;
  #suspicions: readonly Suspicion[] = [];

  constructor(limits: SessionLimits, backoff: BackoffSettings, runtime: Runtime) {
    this.#limits = limits;
    this.#backoff = backoff;
    this.#runtime = runtime;
  }

  /** Whether the attempt that goes on is the first one. */
  get isFirst(): boolean {
    return this.#attempts === 0;
  }

  /** Holds nothing against the server any more. */
  begin(): void {
    this.#attempts = 0;
    this.#onlineSince = 0;
    this.#suspicions = [];
  }

  wentOnline(): void {
    this.#onlineSince = this.#runtime.monotonic();
  }

  /** Whether there is no use in trying again after `end`. */
  isFinal(end: StreamEnd): boolean {
    if (!mayReconnect(end)) return true;
    this.#suspicions = suspect(this.#suspicions, end, this.#runtime.monotonic(), this.#limits);
    return isHopeless(this.#suspicions, end, this.#limits);
  }

  /** How long to wait before the next attempt, in milliseconds. */
  nextMs(): number {
    const now = this.#runtime.monotonic();
    if (this.#onlineSince > 0 && now - this.#onlineSince > GOOD_MS) this.#attempts = 0;
    if (this.#attempts === 0) this.#troubleSince = now;
    const troubleMs = now - this.#troubleSince;
    const ms = backoffMs(this.#backoff, this.#attempts, troubleMs, this.#runtime);
    this.#attempts += 1;
    this.#onlineSince = 0;
    return ms;
  }
}
