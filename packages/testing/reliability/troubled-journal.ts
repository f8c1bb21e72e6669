import { MemoryJournal } from '@xec/journal-memory';
import { JournalError, type UnitOfWork } from '@xec/xec';

/** A journal in memory that answers later, and that can be in trouble. */
export class TroubledJournal extends MemoryJournal {
  /** Why it stores nothing. */
  trouble: JournalError | undefined = undefined;
  /** Stores, and cannot say so: so often. */
  lostAnswers = 0;
  /** What it is given waits while there is one; see {@link stall}. */
  #stalled: Promise<void> | undefined = undefined;

  /** Does not answer until the returned function is called. */
  stall(): () => void {
    let goOn: () => void = () => undefined;
    this.#stalled = new Promise((resolve) => {
      goOn = resolve;
    });
    return () => {
      this.#stalled = undefined;
      goOn();
    };
  }

  /** What it is given: rejects, or is stored, in a later turn. */
  override commit(units: readonly UnitOfWork[]): void {
    // The port allows a promise; the class that this extends needs none.
    return this.#commitLater(units) as unknown as undefined;
  }

  async #commitLater(units: readonly UnitOfWork[]): Promise<void> {
    await this.#stalled;
    await new Promise(setImmediate);
    if (this.trouble !== undefined) throw this.trouble;
    super.commit(units);
    if (this.lostAnswers === 0) return;
    this.lostAnswers -= 1;
    throw new JournalError('unavailable', 'the answer was lost');
  }
}
