import { isPromise } from '../is-promise.js';
import { isKnownPattern, matchesPattern, type KeysMatching } from './pattern.js';
import { nearest } from './nearest.js';
import type { AnyPacket, Packet } from './packet.js';

/** Called with each packet; may be async. What it throws is reported and harms nobody. */
export type Subscriber<P extends string> = (packet: PacketMatching<P>) => unknown;

/**
 * The packets that a pattern names. `*` alone names them all, and is for those who look at keys only:
 * its content is `unknown`, since a union of everything is more than a compiler can take.
 */
export type PacketMatching<P extends string> = P extends '*' ? AnyPacket : Packet<KeysMatching<P>>;

interface Subscription {
  readonly pattern: string;
  readonly run: (packet: never) => unknown;
}

/** Where subscribers meet packets. One a client. */
export class PacketBus {
  readonly #keys: () => ReadonlyMap<string, unknown>;
  readonly #onFault: (fault: unknown, key: string) => void;
  #subscriptions: readonly Subscription[] = [];
  /** Subscriptions by key, in the order they were made; filled on first use. */
  readonly #byKey = new Map<string, readonly Subscription[]>();

  /**
   * @param keys gives all keys there are, so that a misspelt one is found at once
   * @param onFault hears what a subscriber threw, and at which key
   */
  constructor(
    keys: () => ReadonlyMap<string, unknown>,
    onFault: (fault: unknown, key: string) => void,
  ) {
    this.#keys = keys;
    this.#onFault = onFault;
  }

  /**
   * Calls `run` with each packet whose key is `pattern`, or matches it where it has a `*`:
   * `roster_*`, `*_error*`.
   *
   * Packets of one session come in order. A packet that is on its way while the subscription is
   * made or undone may or may not reach it.
   *
   * @returns a function that undoes the subscription; an aborted `signal` does it too
   * @throws TypeError for a key or pattern that no used feature has
   */
  subscribe<P extends string>(
    pattern: P & ([KeysMatching<P>] extends [never] ? never : P),
    run: Subscriber<P>,
    options: { signal?: AbortSignal } = {},
  ): () => void {
    return this.subscribeAny(pattern, run, options);
  }

  /** {@link subscribe} for patterns known at run time only: a gateway's, a command line's. */
  subscribeAny(
    pattern: string,
    run: (packet: never) => unknown,
    options: { signal?: AbortSignal } = {},
  ): () => void {
    if (typeof run !== 'function') {
      throw new TypeError(`expected a function for "${pattern}", got ${typeof run}`);
    }
    if (!isKnownPattern(pattern, this.#keys())) throw new TypeError(this.#unknown(pattern));
    const { signal } = options;
    if (signal?.aborted === true) return () => undefined;
    const subscription: Subscription = { pattern, run };
    this.#set([...this.#subscriptions, subscription]);
    const undo = (): void => {
      this.#set(this.#subscriptions.filter((other) => other !== subscription));
      signal?.removeEventListener('abort', undo);
    };
    signal?.addEventListener('abort', undo, { once: true });
    return undo;
  }

  /** Hands `packet` to everyone who subscribed to its key. */
  publish(packet: AnyPacket): void {
    for (const { run } of this.#subscribersOf(packet.key)) {
      try {
        // Typed where the subscription was made: the key decides the content.
        const done = run(packet as never);
        if (isPromise(done)) {
          done.then(undefined, (fault: unknown) => {
            this.#onFault(fault, packet.key);
          });
        }
      } catch (fault) {
        this.#onFault(fault, packet.key);
      }
    }
  }

  #subscribersOf(key: string): readonly Subscription[] {
    let found = this.#byKey.get(key);
    if (found === undefined) {
      found = this.#subscriptions.filter(({ pattern }) => matchesPattern(pattern, key));
      this.#byKey.set(key, found);
    }
    return found;
  }

  #set(subscriptions: readonly Subscription[]): void {
    this.#subscriptions = subscriptions;
    this.#byKey.clear();
  }

  #unknown(pattern: string): string {
    const guess = nearest(pattern, this.#keys().keys());
    const hint = guess === undefined ? 'is its feature in use?' : `did you mean "${guess}"?`;
    return `no packet key is "${pattern}": ${hint}`;
  }
}
