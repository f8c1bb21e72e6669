/** Who we are, and whether others still live. */
import { owned } from './faults.js';
import { Lease, leaseLeft } from './lease.js';
import { isLocked, lockManager, takeLock } from './locks.js';
import type { OwnerMark } from './schema.js';
import type { Store } from './store.js';

/** A lock has no end that could be told: it goes with its owner. */
const RETRY_MS = 1000;

/** How to give up a lock or lease; `undefined` where another owner has the lock of our id. */
type Life = (() => Promise<void> | void) | undefined;

export class Owner {
  readonly mark: OwnerMark;
  readonly #locks = lockManager();
  readonly #store: Store;
  readonly #leaseMs: number;
  readonly #onFault: (fault: unknown) => void;
  #life: Promise<Life> | undefined;

  constructor(store: Store, id: string, leaseMs: number, onFault: (fault: unknown) => void) {
    this.mark = { id, by: this.#locks === undefined ? 'lease' : 'lock' };
    this.#store = store;
    this.#leaseMs = leaseMs;
    this.#onFault = onFault;
  }

  /** Whether it was ever asked to show that it lives. */
  get hasBegun(): boolean {
    return this.#life !== undefined;
  }

  /**
   * Shows from now on that we live: before the first session is ours.
   *
   * @throws JournalError `owned` while another owner lives under our id
   */
  async begin(session: string): Promise<void> {
    const life = (this.#life ??= this.#begin());
    try {
      if ((await life) !== undefined) return;
    } catch (error) {
      this.#forget(life);
      throw error;
    }
    this.#forget(life);
    throw owned(session, RETRY_MS);
  }

  async end(): Promise<void> {
    const end = await this.#life?.catch(() => undefined); // what never began needs no end
    await end?.();
  }

  /** When to ask again for what belongs to another owner; `undefined` when that one is dead. */
  async retryMs({ id, by }: OwnerMark): Promise<number | undefined> {
    if (by === 'lease') return (await leaseLeft(this.#store, id)) || undefined;
    // Where we have no locks we cannot see those of others.
    const lives = this.#locks === undefined || (await isLocked(this.#locks, id));
    return lives ? RETRY_MS : undefined;
  }

  async #begin(): Promise<Life> {
    const { id } = this.mark;
    if (this.#locks !== undefined) return takeLock(this.#locks, id);
    const lease = await Lease.begin(this.#store, id, this.#leaseMs, this.#onFault);
    return () => lease.end();
  }

  #forget(life: Promise<Life>): void {
    if (this.#life === life) this.#life = undefined;
  }
}

/** 96 random bits. `crypto.randomUUID` is missing outside secure contexts. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
