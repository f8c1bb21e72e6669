import type { Runtime } from '../runtime.js';
import type { Journal } from './journal.js';
import type { Unit } from './unit.js';

/** Who made a unit and acts when it is stored. */
export interface UnitOwner {
  stored(unit: Unit): void;
  refused(unit: Unit, error: unknown): void;
}

/**
 * Group commit: everything that is ready in a turn of the event loop is one write. Units are stored,
 * and their owners hear of it, in the order in which they were added.
 */
export class Committer {
  readonly #journal: Journal;
  readonly #runtime: Runtime;
  #units: Unit[] = [];
  #owners: UnitOwner[] = [];
  #isScheduled = false;
  #writing: Promise<void> | undefined;

  constructor(journal: Journal, runtime: Runtime) {
    this.#journal = journal;
    this.#runtime = runtime;
  }

  add(unit: Unit, owner: UnitOwner): void {
    this.#units.push(unit);
    this.#owners.push(owner);
    if (this.#isScheduled || this.#writing !== undefined) return;
    this.#isScheduled = true;
    this.#runtime.soon(this.#flush);
  }

  /** Resolves when everything added so far is stored, or refused. */
  async idle(): Promise<void> {
    while (this.#units.length > 0 || this.#writing !== undefined) {
      if (this.#writing === undefined) this.#flush();
      await this.#writing;
    }
  }

  readonly #flush = (): void => {
    this.#isScheduled = false;
    if (this.#units.length === 0 || this.#writing !== undefined) return;
    const units = this.#units;
    const owners = this.#owners;
    this.#units = [];
    this.#owners = [];
    let done: Promise<void> | void;
    try {
      done = this.#journal.commit(units);
    } catch (error) {
      refuse(units, owners, error);
      return;
    }
    if (!(done instanceof Promise)) {
      tellStored(units, owners);
      return;
    }
    this.#writing = done
      .then(
        () => {
          tellStored(units, owners);
        },
        (error: unknown) => {
          refuse(units, owners, error);
        },
      )
      .then(() => {
        this.#writing = undefined;
        this.#flush();
      });
  };
}

function tellStored(units: readonly Unit[], owners: readonly UnitOwner[]): void {
  units.forEach((unit, index) => owners[index]?.stored(unit));
}

function refuse(units: readonly Unit[], owners: readonly UnitOwner[], error: unknown): void {
  units.forEach((unit, index) => owners[index]?.refused(unit, error));
}
