import {
  JournalError,
  type Journal,
  type OpenOptions,
  type SessionSnapshot,
  type UnitOfWork,
} from '@xec/xec';
import type { Begun, HistoryWriter } from '../history/index.js';
import { JournalAround } from './journal-around.js';

/** Writes down what a journal is given, and what it says. */
export class WatchedJournal extends JournalAround {
  readonly #history: HistoryWriter;
  #units = 0;

  constructor(inner: Journal, history: HistoryWriter) {
    super(inner);
    this.#history = history;
  }

  override async open(session: string, options?: OpenOptions): Promise<SessionSnapshot> {
    const snapshot = await this.inner.open(session, options);
    this.#history.write({ e: 'opened', session, fence: snapshot.fence });
    return snapshot;
  }

  override commit(units: readonly UnitOfWork[]): Promise<void> | void {
    const numbered = units.map((unit): [number, UnitOfWork] => [(this.#units += 1), unit]);
    for (const [number, unit] of numbered) this.#storing(number, unit);
    let done: Promise<void> | void;
    try {
      done = this.inner.commit(units);
    } catch (error) {
      this.#refused(numbered, error);
      throw error;
    }
    if (done === undefined) return this.#stored(numbered);
    return done.then(
      () => {
        this.#stored(numbered);
      },
      (error: unknown) => {
        this.#refused(numbered, error);
        throw error;
      },
    );
  }

  #storing(
    unit: number,
    { session, fence, pending, outbound, taken, packets, facts }: UnitOfWork,
  ): void {
    const numbers = new Map(outbound.map(({ id, number }) => [id, number]));
    const begun = pending.flatMap(({ id, name, timeoutMs, params }): Begun[] => {
      const { n } = (params ?? {}) as { n?: number }; // as our actions have it
      const number = numbers.get(id);
      if (n === undefined) return [];
      return [{ n, id, name, timeoutMs, ...(number !== undefined && { number }) }];
    });
    const seqs = packets.map(({ seq }) => seq);
    const hasStream = facts.some(({ section, value }) => section === 'stream' && value);
    this.#history.write({
      e: 'storing',
      session,
      fence,
      unit,
      begun,
      taken,
      seqs,
      ...(hasStream && { hasStream }),
    });
  }

  #stored(units: readonly (readonly [number, UnitOfWork])[]): void {
    for (const [unit, { session }] of units) this.#history.write({ e: 'stored', session, unit });
  }

  #refused(units: readonly (readonly [number, UnitOfWork])[], error: unknown): void {
    const code = error instanceof JournalError ? error.code : String(error);
    for (const [unit, { session }] of units) {
      this.#history.write({ e: 'not-stored', session, unit, code });
    }
  }
}
