import type {
  Journal,
  OpenOptions,
  PacketPage,
  SessionSnapshot,
  SetAside,
  UnitOfWork,
} from '@xec/xec';

/** A journal that hands everything on to another one: for those who change one thing. */
export class JournalAround implements Journal {
  readonly survives: string;
  readonly isDurable: boolean;
  protected readonly inner: Journal;

  constructor(inner: Journal) {
    this.inner = inner;
    this.survives = inner.survives;
    this.isDurable = inner.isDurable;
  }

  open(session: string, options?: OpenOptions): Promise<SessionSnapshot> {
    return this.inner.open(session, options);
  }

  commit(units: readonly UnitOfWork[]): Promise<void> | void {
    return this.inner.commit(units);
  }

  release(session: string, fence: number): Promise<void> {
    return this.inner.release(session, fence);
  }

  packets(session: string, after: number, limit: number): Promise<PacketPage> {
    return this.inner.packets(session, after, limit);
  }

  cursor(session: string, reader: string): Promise<number | undefined> {
    return this.inner.cursor(session, reader);
  }

  moveCursor(session: string, reader: string, seq: number): Promise<void> {
    return this.inner.moveCursor(session, reader, seq);
  }

  setAside(session: string): Promise<readonly SetAside[]> {
    return this.inner.setAside(session);
  }

  end(session: string, fence: number): Promise<void> {
    return this.inner.end(session, fence);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
