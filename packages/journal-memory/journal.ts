import {
  JournalError,
  type AnyPacket,
  type FactChange,
  type Journal,
  type OutboundStanza,
  type PacketPage,
  type PendingRecord,
  type SessionSnapshot,
  type UnitOfWork,
} from '@xec/xec';

interface StoredSession {
  fence: number;
  inbound: number;
  lastOutbound: number;
  lastSeq: number;
  readonly pending: Map<string, PendingRecord>;
  outbound: OutboundStanza[];
  readonly facts: Map<string, FactChange>;
  packets: AnyPacket[];
  readonly cursors: Map<string, number>;
}

export interface MemoryJournalOptions {
  /** How many packets a session keeps for readers that come late. Default 1,000. */
  readonly packets?: number;
}

/** A {@link Journal} that survives nothing. */
export class MemoryJournal implements Journal {
  readonly survives = 'nothing: it lives in memory and ends with its process';
  readonly #sessions = new Map<string, StoredSession>();
  readonly #keep: number;
  #isClosed = false;

  constructor(options: MemoryJournalOptions = {}) {
    this.#keep = options.packets ?? 1000;
  }

  open(session: string): Promise<SessionSnapshot> {
    if (this.#isClosed) return Promise.reject(closed());
    let stored = this.#sessions.get(session);
    if (stored === undefined) {
      stored = emptySession();
      this.#sessions.set(session, stored);
    }
    stored.fence += 1;
    return Promise.resolve({
      fence: stored.fence,
      pending: [...stored.pending.values()],
      outbound: [...stored.outbound],
      facts: [...stored.facts.values()],
      inbound: stored.inbound,
      lastOutbound: stored.lastOutbound,
      lastSeq: stored.lastSeq,
    });
  }

  commit(units: readonly UnitOfWork[]): void {
    if (this.#isClosed) throw closed();
    for (const { session, fence } of units) {
      const stored = this.#sessions.get(session);
      if (stored === undefined)
        throw new JournalError(`no session "${session}" is open`, { session });
      if (fence < stored.fence) {
        throw new JournalError(`session "${session}" has another owner by now`, { session });
      }
    }
    for (const unit of units) this.#store(unit);
  }

  packets(session: string, after: number, limit: number): Promise<PacketPage> {
    if (this.#isClosed) return Promise.reject(closed());
    const packets = this.#sessions.get(session)?.packets ?? [];
    const first = packets[0]?.seq ?? 1;
    const found: AnyPacket[] = [];
    for (const packet of packets) {
      if (packet.seq > after && found.length < limit) found.push(packet);
    }
    return Promise.resolve({ packets: found, resync: after + 1 < first });
  }

  cursor(session: string, reader: string): Promise<number | undefined> {
    if (this.#isClosed) return Promise.reject(closed());
    return Promise.resolve(this.#sessions.get(session)?.cursors.get(reader));
  }

  moveCursor(session: string, reader: string, seq: number): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed());
    this.#sessions.get(session)?.cursors.set(reader, seq);
    return Promise.resolve();
  }

  end(session: string): Promise<void> {
    if (this.#isClosed) return Promise.reject(closed());
    const stored = this.#sessions.get(session);
    if (stored !== undefined) {
      stored.pending.clear();
      stored.outbound = [];
      stored.facts.clear();
      stored.inbound = 0;
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#sessions.clear();
    return Promise.resolve();
  }

  #store(unit: UnitOfWork): void {
    const stored = this.#sessions.get(unit.session);
    if (stored === undefined) return;
    for (const id of unit.taken) stored.pending.delete(id);
    for (const record of unit.pending) stored.pending.set(record.id, record);
    for (const change of unit.facts) {
      const key = JSON.stringify([change.section, change.key]);
      if (change.value === undefined) stored.facts.delete(key);
      else stored.facts.set(key, change);
    }
    for (const stanza of unit.outbound) stored.outbound.push(stanza);
    stored.lastOutbound = unit.outbound.at(-1)?.number ?? stored.lastOutbound;
    const { delivered, inbound } = unit;
    if (delivered !== undefined) {
      stored.outbound = stored.outbound.filter(({ number }) => number > delivered);
    }
    if (inbound !== undefined) stored.inbound = inbound;
    this.#storePackets(stored, unit.packets);
  }

  #storePackets(stored: StoredSession, packets: readonly AnyPacket[]): void {
    if (packets.length === 0) return;
    stored.packets.push(...packets);
    stored.lastSeq = packets.at(-1)?.seq ?? stored.lastSeq;
    // Cut in large steps, so that a packet costs no copy of the list.
    if (stored.packets.length > 2 * this.#keep) stored.packets = stored.packets.slice(-this.#keep);
  }
}

const emptySession = (): StoredSession => ({
  fence: 0,
  inbound: 0,
  lastOutbound: 0,
  lastSeq: 0,
  pending: new Map(),
  outbound: [],
  facts: new Map(),
  packets: [],
  cursors: new Map(),
});

const closed = (): JournalError => new JournalError('the journal is closed');

/** A journal for tests, for pages that need no reload, and for first steps. */
export const memoryJournal = (options?: MemoryJournalOptions): MemoryJournal =>
  new MemoryJournal(options);
