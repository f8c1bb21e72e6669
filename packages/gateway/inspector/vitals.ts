/** A request that was seen to begin. */
export interface Begun {
  readonly action: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How long what has that name took: payloads and actions, by the stanzas they ran for. */
export interface HandlerTime {
  readonly name: string;
  readonly count: number;
  readonly totalMs: number;
  readonly mostMs: number;
}

const MOST_REQUESTS = 20_000;
/** Seconds over which packets are counted. */
const WINDOW = 60;

/** Numbers of all sessions, for administrators. */
export class Vitals {
  readonly #begun = new Map<string, Begun>();
  readonly #handlers = new Map<string, HandlerTime>();
  /** Packets by second, of the last minute. */
  readonly #seconds = new Map<number, number>();

  began(session: string, id: string, action: string, at: number): void {
    const [oldest] = this.#begun.keys();
    if (this.#begun.size >= MOST_REQUESTS && oldest !== undefined) this.#begun.delete(oldest);
    this.#begun.set(nameOf(session, id), { action, at });
  }

  ended(session: string, id: string): void {
    this.#begun.delete(nameOf(session, id));
  }

  /** A request that waits; `undefined` where nobody looked when it began. */
  of(session: string, id: string): Begun | undefined {
    return this.#begun.get(nameOf(session, id));
  }

  /** A stanza was handled by all of these, in so many milliseconds together. */
  handled(names: readonly string[], ms: number): void {
    for (const name of names) {
      const { count = 0, totalMs = 0, mostMs = 0 } = this.#handlers.get(name) ?? {};
      this.#handlers.set(name, {
        name,
        count: count + 1,
        totalMs: totalMs + ms,
        mostMs: Math.max(mostMs, ms),
      });
    }
  }

  told(packets: number, at: number): void {
    if (packets === 0) return;
    const second = Math.floor(at / 1000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + packets);
    for (const old of this.#seconds.keys()) if (old <= second - WINDOW) this.#seconds.delete(old);
  }

  /** Over the last minute. */
  packetsPerSecond(now: number): number {
    const first = Math.floor(now / 1000) - WINDOW;
    let sum = 0;
    for (const [second, packets] of this.#seconds) if (second > first) sum += packets;
    return sum / WINDOW;
  }

  /** Those whose slowest stanza took longest, first. */
  slowest(most = 20): readonly HandlerTime[] {
    return [...this.#handlers.values()]
      .sort((one, other) => other.mostMs - one.mostMs)
      .slice(0, most);
  }
}

/** Ids are unguessable, and a session's own. */
const nameOf = (session: string, id: string): string => `${id} ${session}`;
