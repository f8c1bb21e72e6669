import type { Runtime } from '@xec/xec';

/** Time and randomness in the test's hands: nothing moves unless it is told to. */
export class TestRuntime implements Runtime {
  /** 2026-11-21T12:00:00Z */
  #now = 1795262400000;
  #random = 0;
  #soon: (() => void)[] = [];
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  random(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => {
      this.#random = (this.#random * 1103515245 + 12345) % 2147483648;
      return this.#random >> 16;
    });
  }

  later(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  /** Ends the turn: does what was to be done soon. */
  flush(): void {
    while (this.#soon.length > 0) {
      const jobs = this.#soon;
      this.#soon = [];
      for (const job of jobs) job();
    }
  }

  /** Lets time pass in which nothing else runs. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Moves the clock, and runs each timer at its time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      this.flush();
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
    this.flush();
  }
}
