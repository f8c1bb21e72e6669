export interface ComebackOptions {
  /** The first wait before a new attempt, doubled with each; up to `mostMs`. Default 500 and 15,000. */
  readonly waitMs?: number;
  readonly mostMs?: number;
  /** Says `online` when the network is there again: then nobody waits. Default the page's or worker's own. */
  readonly network?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** When a connection that was lost is tried again: later with each attempt that fails. */
export class Comeback {
  readonly #options: ComebackOptions;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  #run: (() => void) | undefined = undefined;

  constructor(options: ComebackOptions) {
    this.#options = options;
  }

  /** Calls `run` when it is time, or the network is there again. @returns when that is, milliseconds since 1970 */
  begin(run: () => void): number {
    this.stop();
    const { waitMs = 500, mostMs = 15_000 } = this.#options;
    const most = Math.min(mostMs, waitMs * 2 ** this.#attempts);
    this.#attempts += 1;
    // Many tabs that lost one connection do not all come back in the same moment.
    const inMs = Math.round(most * (0.5 + Math.random() / 2));
    this.#run = run;
    this.#timer = setTimeout(this.#now, inMs);
    this.#network?.addEventListener('online', this.#now);
    return Date.now() + inMs;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#network?.removeEventListener('online', this.#now);
    this.#run = undefined;
  }

  /** It is there: the next time one begins anew. */
  reset(): void {
    this.#attempts = 0;
  }

  readonly #now = (): void => {
    const run = this.#run;
    this.stop();
    run?.();
  };

  /** Node has none. */
  get #network(): ComebackOptions['network'] {
    return this.#options.network ?? ('addEventListener' in globalThis ? globalThis : undefined);
  }
}
