/** Life shown by a time that is written anew before it is over: where there are no Web Locks. */
import type { LeaseRow } from './schema.js';
import type { Store } from './store.js';
import { entriesIn, rowAt } from './transaction.js';

export class Lease {
  readonly #store: Store;
  readonly #id: string;
  readonly #leaseMs: number;
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(
    store: Store,
    id: string,
    leaseMs: number,
    onFault: (fault: unknown) => void,
  ) {
    this.#store = store;
    this.#id = id;
    this.#leaseMs = leaseMs;
    this.#timer = setInterval(() => {
      this.#renew().catch(onFault);
    }, leaseMs / 3);
  }

  /** Renewed until its end; what fails in between goes to `onFault`, and is tried again. */
  static async begin(
    store: Store,
    id: string,
    leaseMs: number,
    onFault: (fault: unknown) => void,
  ): Promise<Lease> {
    const lease = new Lease(store, id, leaseMs, onFault);
    try {
      await lease.#renew();
      await sweep(store);
    } catch (error) {
      clearInterval(lease.#timer);
      throw error;
    }
    return lease;
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#store.write(['owners'], (tx) => {
      tx.objectStore('owners').delete(this.#id);
    });
  }

  #renew(): Promise<void> {
    const row: LeaseRow = { until: Date.now() + this.#leaseMs, leaseMs: this.#leaseMs };
    return this.#store.write(['owners'], (tx) => {
      tx.objectStore('owners').put(row, this.#id);
    });
  }
}

/** How long the lease of `id` still runs; 0 where it has ended. */
export async function leaseLeft(store: Store, id: string): Promise<number> {
  const row = await store.read(['owners'], (tx) => rowAt(tx, 'owners', id));
  return row === undefined ? 0 : left(row);
}

/** An end that is further away than a lease is long was written before the clock was set back. */
function left({ until, leaseMs }: LeaseRow): number {
  const ms = until - Date.now();
  return ms > leaseMs ? 0 : Math.max(0, ms);
}

/** Forgets the leases that ended: nobody asks for them any more. */
const sweep = (store: Store): Promise<void> =>
  store.write(['owners'], async (tx) => {
    for (const { key, row } of await entriesIn(tx, 'owners')) {
      if (left(row) === 0) tx.objectStore('owners').delete(key);
    }
  });
