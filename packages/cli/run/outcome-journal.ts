import type {
  AnyPacket,
  Journal,
  OpenOptions,
  PacketPage,
  SessionSnapshot,
  SetAside,
  UnitOfWork,
} from '@xec/xec';

/**
 * A journal that shows the packets which requests end in: those of a unit that takes a request. What
 * arrives unasked meanwhile is stored and not shown.
 */
export class OutcomeJournal implements Journal {
  readonly #journal: Journal;
  readonly #show: (packet: AnyPacket) => void;

  constructor(journal: Journal, show: (packet: AnyPacket) => void) {
    this.#journal = journal;
    this.#show = show;
  }

  get survives(): string {
    return this.#journal.survives;
  }

  get isDurable(): boolean {
    return this.#journal.isDurable;
  }

  async commit(units: readonly UnitOfWork[]): Promise<void> {
    await this.#journal.commit(units);
    for (const { taken, packets } of units) if (taken.length > 0) packets.forEach(this.#show);
  }

  open(session: string, options?: OpenOptions): Promise<SessionSnapshot> {
    return this.#journal.open(session, options);
  }

  release(session: string, fence: number): Promise<void> {
    return this.#journal.release(session, fence);
  }

  packets(session: string, after: number, limit: number): Promise<PacketPage> {
    return this.#journal.packets(session, after, limit);
  }

  cursor(session: string, reader: string): Promise<number | undefined> {
    return this.#journal.cursor(session, reader);
  }

  moveCursor(session: string, reader: string, seq: number): Promise<void> {
    return this.#journal.moveCursor(session, reader, seq);
  }

  setAside(session: string): Promise<readonly SetAside[]> {
    return this.#journal.setAside(session);
  }

  end(session: string, fence: number): Promise<void> {
    return this.#journal.end(session, fence);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
