import { keepShapeOf } from '@xec/stanza';
import type { Delivered } from '../errors.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Waiter } from '../journal/unit.js';
import { SlotMap } from '../slot-map.js';
import { Expiring, type Deadlines } from './deadlines.js';

/** A pending request as it is held in memory. */
export class PendingEntry extends Expiring {
  readonly record: PendingRecord;
  waiter: Waiter | undefined;
  /** Who waits until the bytes have left. */
  readonly sentWaiter: Waiter | undefined;
  /** Whether the server has its stanza: `no` as long as its bytes have not left. */
  delivered: Delivered = 'no';
  /** Whether the journal has it. Before that it may be refused, and then it never was a request. */
  isStored = false;
  /** What to do when it is stored. */
  afterwards: (() => void) | undefined = undefined;
  /** The bare JID from which a stanza of its own answers it. */
  readonly awaited: string | undefined;
  readonly #onExpired: (record: PendingRecord) => void;

  constructor(
    record: PendingRecord,
    waiter: Waiter | undefined,
    sentWaiter: Waiter | undefined,
    onExpired: (record: PendingRecord) => void,
    awaited: string | undefined,
  ) {
    super();
    this.record = record;
    this.waiter = waiter;
    this.sentWaiter = sentWaiter;
    this.#onExpired = onExpired;
    this.awaited = awaited;
  }

  override expire(): void {
    this.#onExpired(this.record);
  }
}

keepShapeOf(PendingEntry);

/** The requests of one session that wait for their answer. The journal is its log. */
export class PendingIndex {
  readonly #entries = new SlotMap<string, PendingEntry>();
  readonly #deadlines: Deadlines;
  /** Made when the first request awaits one: those of most sessions never do. */
  #awaited: Map<string, Set<string>> | undefined = undefined;

  constructor(deadlines: Deadlines) {
    this.#deadlines = deadlines;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): PendingRecord | undefined {
    return this.#entries.get(id)?.record;
  }

  /** By bare JID: ids of requests that a presence or message of its own from there answers. */
  get awaited(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#awaited ?? nobody;
  }

  /** Whether such a stanza from there answers a request. */
  awaits(bare: string): boolean {
    return this.#awaited?.has(bare) === true;
  }

  /** Whether the request ends by such a stanza, and not when its own has arrived. */
  isAwaited(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry?.awaited !== undefined;
  }

  entries(): IterableIterator<PendingEntry> {
    return this.#entries.values();
  }

  add(
    record: PendingRecord,
    waiter: Waiter | undefined,
    sentWaiter: Waiter | undefined,
    timeoutMs: number,
    onExpired: (record: PendingRecord) => void,
    awaited?: string,
  ): void {
    const entry = new PendingEntry(record, waiter, sentWaiter, onExpired, awaited);
    if (awaited !== undefined) this.#await(awaited, record.id);
    this.#entries.set(record.id, entry);
    this.#deadlines.add(entry, timeoutMs);
  }

  /** The journal has the request. */
  stored(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.isStored = true;
    entry.afterwards?.();
  }

  /** Does `run` as soon as the request is stored; never where it is refused, or has ended. */
  whenStored(id: string, run: () => void): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    if (entry.isStored) run();
    else entry.afterwards ??= run;
  }

  /** Notes what is known of the request's stanza. */
  mark(id: string, delivered: Delivered): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.delivered = delivered;
    if (delivered !== 'no') entry.sentWaiter?.resolve(undefined);
  }

  /** Takes a request out: it has ended. Whoever waits for it is returned. */
  take(id: string): Waiter | undefined {
    const entry = this.#entries.take(id);
    if (entry === undefined) return undefined;
    this.#deadlines.remove(entry);
    if (entry.awaited !== undefined) this.#awaitNoMore(entry.awaited, id);
    return entry.waiter;
  }

  /** Lets `waiter` wait for a request that nobody waits for. */
  giveWaiter(id: string, waiter: Waiter): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    entry.waiter = waiter;
    return true;
  }

  /** Takes all requests out: the session goes on elsewhere. */
  drain(): readonly PendingEntry[] {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    this.#awaited = undefined;
    for (const entry of entries) this.#deadlines.remove(entry);
    return entries;
  }

  #await(bare: string, id: string): void {
    const all = (this.#awaited ??= new Map<string, Set<string>>());
    const ids = all.get(bare);
    if (ids === undefined) all.set(bare, new Set([id]));
    else ids.add(id);
  }

  #awaitNoMore(bare: string, id: string): void {
    const ids = this.#awaited?.get(bare);
    ids?.delete(id);
    if (ids?.size === 0) this.#awaited?.delete(bare);
  }
}

const nobody: ReadonlyMap<string, ReadonlySet<string>> = new Map();
