import type { Deadlines, Expiring } from './deadlines.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Waiter } from '../journal/unit.js';

/** A pending request as it is held in memory. */
export interface PendingEntry extends Expiring {
  readonly record: PendingRecord;
  readonly waiter: Waiter | undefined;
  /** Who waits until the bytes have left. */
  readonly sentWaiter: Waiter | undefined;
  /** Whether its bytes have left on the stream that is open now, or on one before it. */
  isSent: boolean;
}

/** The requests of one session that wait for their answer. The journal is its log. */
export class PendingIndex {
  readonly #entries = new Map<string, PendingEntry>();
  readonly #deadlines: Deadlines;

  constructor(deadlines: Deadlines) {
    this.#deadlines = deadlines;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): PendingRecord | undefined {
    return this.#entries.get(id)?.record;
  }

  entries(): IterableIterator<PendingEntry> {
    return this.#entries.values();
  }

  add(
    record: PendingRecord,
    waiter: Waiter | undefined,
    sentWaiter: Waiter | undefined,
    timeoutMs: number,
    expire: () => void,
  ): void {
    const entry: PendingEntry = {
      record,
      waiter,
      sentWaiter,
      isSent: false,
      bucket: undefined,
      expire,
    };
    this.#entries.set(record.id, entry);
    this.#deadlines.add(entry, timeoutMs);
  }

  markSent(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.isSent = true;
    entry.sentWaiter?.resolve(undefined);
  }

  /** Takes a request out: it has ended. Whoever waits for it is returned. */
  take(id: string): Waiter | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    this.#entries.delete(id);
    this.#deadlines.remove(entry);
    return entry.waiter;
  }
}
