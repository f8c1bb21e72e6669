import { isPromise } from '../is-promise.js';
import { isKnownPattern, matchesPattern, type KeysMatching } from './pattern.js';
import { nearest } from './nearest.js';
import type { AnyPacket, Packet } from './packet.js';
import { PacketReader, type PacketStore, type Resync } from './reader.js';

/**
 * Called with each packet; may be async. What it throws is reported and harms nobody.
 *
 * The pattern alone says which packets: to find it in the subscriber, a compiler would work out the content
 * of every key there is.
 */
export type Subscriber<P extends string> = (packet: NoInfer<PacketMatching<P>>) => unknown;

/**
 * The packets that a pattern names. `*` alone names them all, and is for those who look at keys only:
 * its content is `unknown`, since a union of everything is more than a compiler can take.
 */
export type PacketMatching<P extends string> = P extends '*' ? AnyPacket : Packet<KeysMatching<P>>;

/** How a subscriber wants its packets. */
export interface SubscribeOptions {
  /** Undoes the subscription when it aborts. */
  readonly signal?: AbortSignal;
  /**
   * The seq after which to begin; `0` gives all that is kept. What was missed comes first, each packet
   * once, in order, one after the other: the next one when the subscriber has returned. Left out: from
   * now on.
   */
  readonly since?: number;
  /**
   * A name under which the journal keeps the place, and moves it on when the subscriber has returned:
   * whoever comes back under it goes on there, in a later process too. So each packet comes *at least*
   * once; `(session, seq)` tells one that comes again. One that throws gets the packet again, later. A
   * new name begins after `since`, or with all that is kept.
   */
  readonly name?: string;
  /** Hears, with `since` or `name`, that packets in between are kept no longer. */
  readonly onResync?: (resync: Resync) => unknown;
  /**
   * Hears, with `since` or `name`, that the subscriber has everything there is so far: what it gets from
   * now on is new. Again after each time that the session was opened anew.
   */
  readonly onLive?: () => void;
}

interface Subscription {
  readonly pattern: string;
  readonly run: (packet: never) => unknown;
}

/** Most sessions of a server have no subscriber of their own: one list for all of them. */
const none: readonly never[] = [];

/** Where subscribers meet packets. One a client. */
export class PacketBus {
  readonly #keys: () => ReadonlyMap<string, unknown>;
  readonly #onFault: (fault: unknown, key: string) => void;
  #readers: readonly PacketReader[] = none;
  #store: PacketStore | undefined = undefined;
  #subscriptions: readonly Subscription[] = none;
  /** Subscriptions by key, in the order they were made; filled on first use. */
  #byKey: Map<string, readonly Subscription[]> | undefined = undefined;

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
    options: SubscribeOptions = {},
  ): () => void {
    return this.subscribeAny(pattern, run, options);
  }

  /** {@link subscribe} for patterns known at run time only: a gateway's, a command line's. */
  subscribeAny(
    pattern: string,
    run: (packet: never) => unknown,
    options: SubscribeOptions = {},
  ): () => void {
    if (typeof run !== 'function') {
      throw new TypeError(`expected a function for "${pattern}", got ${typeof run}`);
    }
    if (!isKnownPattern(pattern, this.#keys())) throw new TypeError(this.#unknown(pattern));
    const { signal, since, name } = options;
    if (signal?.aborted === true) return () => undefined;
    if (since !== undefined || name !== undefined) return this.#read(pattern, run, options);
    const subscription: Subscription = { pattern, run };
    this.#set([...this.#subscriptions, subscription]);
    const undo = (): void => {
      this.#set(this.#subscriptions.filter((other) => other !== subscription));
      signal?.removeEventListener('abort', undo);
    };
    signal?.addEventListener('abort', undo, { once: true });
    return undo;
  }

  /** From here on readers read from `store`. */
  attach(store: PacketStore): void {
    this.#store = store;
    for (const reader of this.#readers) reader.attach(store);
  }

  /** Readers keep their places and rest; resolves when they do nothing any more. */
  async detach(): Promise<void> {
    this.#store = undefined;
    await Promise.all(this.#readers.map((reader) => reader.detach()));
  }

  /** Hands `packet` to everyone who subscribed to its key. */
  publish(packet: AnyPacket): void {
    for (const reader of this.#readers) reader.offer(packet);
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

  #read(
    pattern: string,
    run: (packet: never) => unknown,
    { signal, since = 0, name, onResync, onLive }: SubscribeOptions,
  ): () => void {
    if (name !== undefined && this.#readers.some((reader) => reader.name === name)) {
      throw new TypeError(`a reader "${name}" reads already: its place is one`);
    }
    if (!Number.isSafeInteger(since) || since < 0) {
      throw new TypeError(`expected since as the seq of a packet, got ${String(since)}`);
    }
    const onFault = this.#onFault;
    const reader = new PacketReader({ pattern, run, name, since, onResync, onLive, onFault });
    this.#readers = [...this.#readers, reader];
    if (this.#store !== undefined) reader.attach(this.#store);
    const undo = (): void => {
      reader.stop();
      this.#readers = this.#readers.filter((other) => other !== reader);
      signal?.removeEventListener('abort', undo);
    };
    signal?.addEventListener('abort', undo, { once: true });
    return undo;
  }

  #subscribersOf(key: string): readonly Subscription[] {
    if (this.#subscriptions.length === 0) return none;
    const byKey = (this.#byKey ??= new Map<string, readonly Subscription[]>());
    let found = byKey.get(key);
    if (found === undefined) {
      found = this.#subscriptions.filter(({ pattern }) => matchesPattern(pattern, key));
      byKey.set(key, found);
    }
    return found;
  }

  #set(subscriptions: readonly Subscription[]): void {
    this.#subscriptions = subscriptions;
    this.#byKey = undefined;
  }

  #unknown(pattern: string): string {
    const guess = nearest(pattern, this.#keys().keys());
    const hint = guess === undefined ? 'is its feature in use?' : `did you mean "${guess}"?`;
    return `no packet key is "${pattern}": ${hint}`;
  }
}
