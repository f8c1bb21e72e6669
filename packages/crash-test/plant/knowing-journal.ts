import type { OpenOptions, SessionSnapshot, UnitOfWork } from '@xec/xec';
import { JournalAround } from '../child/journal-around.js';

/** What a plant knows of a session, from what its journal was given. */
export interface Known {
  fence: number;
  /** How many stanzas the server has acknowledged. */
  acked: number;
  /** Whom pending requests went to, by id. */
  readonly pending: Map<string, string | undefined>;
}

/** A journal that remembers what it was given. */
export class KnowingJournal extends JournalAround {
  readonly #sessions = new Map<string, Known>();

  known(session: string): Known {
    const known = this.#sessions.get(session) ?? { fence: 0, acked: 0, pending: new Map() };
    this.#sessions.set(session, known);
    return known;
  }

  override async open(session: string, options?: OpenOptions): Promise<SessionSnapshot> {
    const snapshot = await this.inner.open(session, options);
    const pending = snapshot.pending.map(({ id, to }) => [id, to] as const);
    const { fence, acked } = snapshot;
    this.#sessions.set(session, { fence, acked, pending: new Map(pending) });
    return snapshot;
  }

  override commit(units: readonly UnitOfWork[]): Promise<void> | void {
    for (const { session, acked, pending, taken } of units) {
      const known = this.known(session);
      known.acked = acked ?? known.acked;
      for (const { id, to } of pending) known.pending.set(id, to);
      for (const id of taken) known.pending.delete(id);
    }
    return this.inner.commit(units);
  }
}
