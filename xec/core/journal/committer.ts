import { JournalError } from '../errors.js';
import { isPromise } from '../is-promise.js';
import type { Runtime } from '../runtime.js';
import type { Journal } from './journal.js';
import type { Unit } from './unit.js';

/** Who made a unit and acts when it is stored. */
export interface UnitOwner {
  stored(unit: Unit): void;
  refused(unit: Unit, error: unknown): void;
  /** Hears what the two above threw. */
  fault(fault: unknown, where: string): void;
}

interface Entry {
  readonly unit: Unit;
  readonly owner: UnitOwner;
}

/**
 * Group commit: everything that is ready in a turn of the event loop is one write. Units are stored,
 * and their owners hear of it, in the order in which they were added.
 */
export class Committer {
  readonly #journal: Journal;
  readonly #runtime: Runtime;
  #entries: Entry[] = [];
  #isScheduled = false;
  #writing: Promise<void> | undefined;
  /** How many units were added, and how many of them were stored or refused. */
  #added = 0;
  #settled = 0;

  constructor(journal: Journal, runtime: Runtime) {
    this.#journal = journal;
    this.#runtime = runtime;
  }

  add(unit: Unit, owner: UnitOwner): void {
    this.#entries.push({ unit, owner });
    this.#added += 1;
    if (this.#isScheduled || this.#writing !== undefined) return;
    this.#isScheduled = true;
    this.#runtime.soon(this.#flush);
  }

  /** Resolves when everything added so far is stored, or refused; what is added later may wait. */
  async idle(): Promise<void> {
    const last = this.#added;
    while (this.#settled < last) {
      if (this.#writing === undefined) this.#flush();
      await this.#writing;
    }
  }

  readonly #flush = (): void => {
    this.#isScheduled = false;
    if (this.#entries.length === 0 || this.#writing !== undefined) return;
    const entries = this.#entries;
    this.#entries = [];
    const writing = this.#write(entries);
    if (writing === undefined) {
      this.#settled += entries.length;
      return;
    }
    this.#writing = writing.then(() => {
      this.#settled += entries.length;
      this.#writing = undefined;
      this.#flush();
    });
  };

  /** Writes `entries` and tells their owners. A promise only where the journal gave one. */
  #write(entries: readonly Entry[]): Promise<void> | undefined {
    let done: unknown;
    try {
      done = this.#journal.commit(entries.map(({ unit }) => unit));
    } catch (error) {
      return this.#refuse(entries, error);
    }
    if (!isPromise(done)) {
      tellStored(entries);
      return undefined;
    }
    return Promise.resolve(done).then(
      () => {
        tellStored(entries);
      },
      (error: unknown) => this.#refuse(entries, error),
    );
  }

  /** Refuses what the journal gives as its reason, and writes the rest without it. */
  #refuse(entries: readonly Entry[], error: unknown): Promise<void> | undefined {
    const session = error instanceof JournalError ? error.session : undefined;
    const rest = entries.filter(({ unit }) => unit.session !== session);
    if (session === undefined || rest.length === entries.length) {
      tellRefused(entries, error);
      return undefined;
    }
    tellRefused(
      entries.filter(({ unit }) => unit.session === session),
      error,
    );
    return rest.length === 0 ? undefined : this.#write(rest);
  }
}

function tellStored(entries: readonly Entry[]): void {
  for (const { unit, owner } of entries) {
    try {
      owner.stored(unit);
    } catch (fault) {
      owner.fault(fault, 'journal');
    }
  }
}

function tellRefused(entries: readonly Entry[], error: unknown): void {
  for (const { unit, owner } of entries) {
    try {
      owner.refused(unit, error);
    } catch (fault) {
      owner.fault(fault, 'journal');
    }
  }
}
