import {
  JournalError,
  MAX_SET_ASIDE,
  NumberRing,
  SlotMap,
  defaultPacketBounds,
  type FactChange,
  type Journal,
  type OutboundStanza,
  type PacketBounds,
  type PacketPage,
  type PendingRecord,
  type SessionSnapshot,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { KeptPackets } from './kept-packets.js';

interface StoredSession {
  fence: number;
  inbound: number;
  acked: number;
  lastOutbound: number;
  readonly pending: SlotMap<string, PendingRecord>;
  readonly outbound: NumberRing<OutboundStanza>;
  readonly facts: Map<string, FactChange>;
  readonly packets: KeptPackets;
  /** Of named readers; few sessions have any. */
  cursors: Map<string, number> | undefined;
  readonly setAside: SetAside[];
}

export interface MemoryJournalOptions {
  /** How many packets a session keeps for readers that come late. */
  readonly packets?: Partial<PacketBounds>;
}

/** A {@link Journal} that survives nothing, for one process: nobody else can own its sessions. */
export class MemoryJournal implements Journal {
  readonly survives = 'nothing: it lives in memory and ends with its process';
  readonly isDurable = false;
  readonly #sessions = new Map<string, StoredSession>();
  readonly #bounds: PacketBounds;
  #isClosed = false;

  constructor(options: MemoryJournalOptions = {}) {
    this.#bounds = { ...defaultPacketBounds, ...options.packets };
  }

  open(session: string): Promise<SessionSnapshot> {
    if (this.#isClosed) return Promise.reject(closed());
    let stored = this.#sessions.get(session);
    if (stored === undefined) {
      stored = emptySession(this.#bounds);
      this.#sessions.set(session, stored);
    }
    stored.fence += 1;
    return Promise.resolve({
      fence: stored.fence,
      pending: [...stored.pending.values()],
      unreadable: [],
      outbound: [...stored.outbound.values()],
      facts: [...stored.facts.values()],
      inbound: stored.inbound,
      acked: stored.acked,
      lastOutbound: stored.lastOutbound,
      lastSeq: stored.packets.lastSeq,
    });
  }

  commit(units: readonly UnitOfWork[]): void {
    if (this.#isClosed) throw closed();
    for (const { session, fence } of units) this.#mustOwn(session, fence);
    for (const unit of units) this.#store(unit);
  }

  release(session: string, fence: number): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed());
    const stored = this.#sessions.get(session);
    if (stored?.fence === fence) stored.fence += 1;
    return Promise.resolve();
  }

  packets(session: string, after: number, limit: number): Promise<PacketPage> {
    if (this.#isClosed) return Promise.reject(closed());
    const kept = this.#sessions.get(session)?.packets;
    return Promise.resolve(kept?.page(after, limit) ?? { packets: [], resync: false });
  }

  cursor(session: string, reader: string): Promise<number | undefined> {
    if (this.#isClosed) return Promise.reject(closed());
    return Promise.resolve(this.#sessions.get(session)?.cursors?.get(reader));
  }

  moveCursor(session: string, reader: string, seq: number): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed());
    const stored = this.#sessions.get(session);
    if (stored !== undefined) {
      const cursors = (stored.cursors ??= new Map<string, number>());
      cursors.set(reader, Math.max(seq, cursors.get(reader) ?? 0));
    }
    return Promise.resolve();
  }

  setAside(session: string): Promise<readonly SetAside[]> {
    if (this.#isClosed) return Promise.reject(closed());
    return Promise.resolve([...(this.#sessions.get(session)?.setAside ?? [])]);
  }

  end(session: string, fence: number): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed());
    const stored = this.#sessions.get(session);
    if (stored === undefined) return Promise.resolve();
    if (fence < stored.fence) return Promise.reject(fenced(session));
    stored.pending.clear();
    stored.outbound.clear();
    stored.facts.clear();
    stored.inbound = 0;
    stored.acked = 0;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#sessions.clear();
    return Promise.resolve();
  }

  #mustOwn(session: string, fence: number): void {
    const stored = this.#sessions.get(session);
    if (stored === undefined) {
      throw new JournalError('unknown-session', `nobody opened "${session}"`, { session });
    }
    if (fence < stored.fence) throw fenced(session);
  }

  #store(unit: UnitOfWork): void {
    const stored = this.#sessions.get(unit.session);
    if (stored === undefined) return;
    for (const record of unit.pending) stored.pending.set(record.id, record);
    for (const id of unit.taken) stored.pending.take(id);
    for (const change of unit.facts) {
      const key = `${change.section} ${change.key}`; // names of sections have no spaces
      if (change.value === undefined) stored.facts.delete(key);
      else stored.facts.set(key, change);
    }
    this.#storeStanzas(stored, unit);
    if (unit.inbound !== undefined) stored.inbound = unit.inbound;
    // Where there is nothing to add, nothing is looked at: with many sessions each look waits for memory.
    if (unit.packets.length > 0) stored.packets.add(unit.packets);
    if (unit.setAside.length > 0) putAside(stored.setAside, unit.setAside);
  }

  #storeStanzas(stored: StoredSession, unit: UnitOfWork): void {
    const { outbound, withdrawn, delivered, acked } = unit;
    for (const stanza of outbound) {
      stored.outbound.set(stanza.number, stanza);
      stored.lastOutbound = stanza.number;
    }
    for (const number of withdrawn) stored.outbound.take(number);
    if (delivered !== undefined) stored.outbound.dropUpTo(delivered);
    if (acked !== undefined) stored.acked = acked;
  }
}

/** Keeps the last ones. */
function putAside(kept: SetAside[], added: readonly SetAside[]): void {
  for (const one of added) if (!kept.some((other) => isSame(one, other))) kept.push(one);
  if (kept.length > MAX_SET_ASIDE) kept.splice(0, kept.length - MAX_SET_ASIDE);
}

const emptySession = (bounds: PacketBounds): StoredSession => ({
  fence: 0,
  inbound: 0,
  acked: 0,
  lastOutbound: 0,
  pending: new SlotMap(),
  outbound: new NumberRing(),
  facts: new Map(),
  packets: new KeptPackets(bounds),
  cursors: undefined,
  setAside: [],
});

/** A unit that is given twice puts its things aside once. */
const isSame = (one: SetAside, other: SetAside): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const closed = (): JournalError => new JournalError('closed', 'the journal is closed');

const fenced = (session: string): JournalError =>
  new JournalError('fenced', `session "${session}" has another owner by now`, { session });

/** A journal for tests, for pages that need no reload, and for first steps. */
export const memoryJournal = (options?: MemoryJournalOptions): MemoryJournal =>
  new MemoryJournal(options);
