import { JournalError } from '../errors.js';
import { isPromise } from '../is-promise.js';
import type { Runtime } from '../runtime.js';
import type { Journal } from './journal.js';
import { Unit } from './unit.js';

/** Who made a unit and acts when it is stored. */
export interface UnitOwner {
  stored(unit: Unit): void;
  /** It is not stored, and never will be. */
  refused(unit: Unit, error: JournalError): void;
  /** Hears what the two above threw. */
  fault(fault: unknown, where: string): void;
}

/** A unit on its way into the journal. */
interface Entry {
  readonly unit: Unit;
  readonly owner: UnitOwner;
  /** Whether it may be refused while the journal is in trouble: nobody was promised anything yet. */
  readonly isRefusable: boolean;
  /** Its owner was told that it never will be stored: it is passed over. */
  isRefused: boolean;
}

/** How long a write may take before the journal counts as in trouble, in milliseconds. */
const STALL_MS = 1500;

/** How long to wait before a write is tried again, in milliseconds: twice as long each time. */
const RETRY_MS = { first: 50, most: 2000 };

/**
 * Group commit: everything that is ready in a turn of the event loop is one write; for a journal in memory,
 * what was added by one piece of work. Units are stored, and their owners hear of it, in the order in which
 * they were added.
 *
 * While the journal is in trouble (it does not answer, or has no room) nothing is dropped: what was
 * added is tried again until it is stored. Only new requests are refused then, at once, and so are
 * those that nobody was promised yet.
 */
export class Committer {
  readonly #journal: Journal;
  readonly #runtime: Runtime;
  #entries: Entry[] = [];
  #isScheduled = false;
  /** The write that goes on, or the wait for the next try. */
  #writing: Promise<void> | undefined;
  #inFlight: readonly Entry[] = [];
  #trouble: JournalError | undefined = undefined;
  #retryMs = RETRY_MS.first;
  /** How many units were added, and how many of them were stored or refused. */
  #added = 0;
  #settled = 0;

  constructor(journal: Journal, runtime: Runtime) {
    this.#journal = journal;
    this.#runtime = runtime;
  }

  /** Why nothing can be stored now; `undefined` while all is well. */
  get trouble(): JournalError | undefined {
    return this.#trouble;
  }

  /** @param isRefusable whether it is a new request, which its caller can make again */
  add(unit: Unit, owner: UnitOwner, isRefusable = false): void {
    this.#entries.push({ unit, owner, isRefusable, isRefused: false });
    this.#added += 1;
    if (this.#isScheduled || this.#writing !== undefined) return;
    this.#isScheduled = true;
    // What goes to no disk and no network has nothing to gain from all that is ready to join it.
    const next = this.#journal.isDurable ? undefined : this.#runtime.next;
    if (next === undefined) this.#runtime.soon(this.#flush);
    else next(this.#flush);
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
    if (writing === undefined) return;
    this.#writing = writing.then(() => {
      this.#writing = undefined;
      this.#flush();
    });
  };

  /** Writes `entries` and tells their owners. A promise only where the journal gave one. */
  #write(entries: readonly Entry[]): Promise<void> | undefined {
    this.#point('before-store', entries);
    let done: unknown;
    try {
      done = this.#journal.commit(unitsOf(entries));
    } catch (error) {
      return this.#failed(entries, error);
    }
    if (!isPromise(done)) {
      this.#stored(entries);
      return undefined;
    }
    this.#inFlight = entries;
    const stopWatching = this.#runtime.later(STALL_MS, this.#stalled);
    return Promise.resolve(done).then(
      () => {
        stopWatching();
        this.#stored(entries);
      },
      (error: unknown) => {
        stopWatching();
        return this.#failed(entries, error);
      },
    );
  }

  #stored(entries: readonly Entry[]): void {
    this.#point('after-store', entries);
    this.#inFlight = [];
    this.#trouble = undefined;
    this.#retryMs = RETRY_MS.first;
    this.#settled += entries.length;
    for (const entry of entries) tellStored(entry);
  }

  /** Refuses what the journal gives as its reason; tries the rest again, now or later. */
  #failed(entries: readonly Entry[], cause: unknown): Promise<void> | undefined {
    this.#inFlight = [];
    const error = asJournalError(cause);
    const { code, session } = error;
    if (code === 'unavailable' || code === 'full') return this.#tryLater(entries, error);
    if (code === 'closed') {
      this.#refuse(entries, error);
      return;
    }
    const [theirs, rest] = part(entries, session ?? entries[0]?.unit.session);
    if (rest.length === 0) {
      this.#refuse(entries, error);
      return;
    }
    if (session === undefined) return this.#writeApart(theirs, rest);
    if (theirs.length === 0) {
      this.#refuse(entries, error); // of nobody's units
      return;
    }
    this.#refuse(theirs, error);
    return this.#write(rest);
  }

  /** One of these cannot be stored, and nobody says which: each session's are tried by themselves. */
  #writeApart(theirs: readonly Entry[], rest: readonly Entry[]): Promise<void> | undefined {
    const done = this.#write(theirs);
    return done === undefined ? this.#write(rest) : done.then(() => this.#write(rest));
  }

  #refuse(entries: readonly Entry[], error: JournalError): undefined {
    this.#settled += entries.length;
    for (const entry of entries) refuse(entry, error);
  }

  async #tryLater(entries: readonly Entry[], error: JournalError): Promise<void> {
    this.#beInTrouble(error, entries);
    const waitMs = this.#retryMs;
    this.#retryMs = Math.min(2 * waitMs, RETRY_MS.most);
    await new Promise<void>((resolve) => {
      this.#runtime.later(waitMs, resolve);
    });
    const again = [...entries, ...this.#entries];
    this.#entries = [];
    await this.#write(again);
  }

  readonly #stalled = (): void => {
    const text = `the journal has not answered for ${String(STALL_MS)} ms`;
    this.#beInTrouble(new JournalError('unavailable', text), this.#inFlight);
  };

  /**
   * Refuses what may be refused. What was given to the journal may be stored all the same, so it is
   * taken back there as soon as it answers.
   */
  #beInTrouble(error: JournalError, attempted: readonly Entry[]): void {
    this.#trouble = error;
    for (const entry of this.#entries) if (entry.isRefusable) refuse(entry, error);
    for (const entry of attempted) {
      if (!entry.isRefusable || entry.isRefused) continue;
      refuse(entry, error);
      this.add(undoing(entry.unit), nobody);
    }
  }

  #point(point: 'before-store' | 'after-store', entries: readonly Entry[]): void {
    if (this.#runtime.point === undefined) return;
    for (const { unit } of entries) this.#runtime.point(point, unit.session);
  }
}

/**
 * Parts the units of a session from the others. Those of its oldest ownership are meant: of a session
 * that was opened again in this process the newer units may be in order.
 */
function part(
  entries: readonly Entry[],
  session: string | undefined,
): readonly [readonly Entry[], readonly Entry[]] {
  const fences = entries
    .filter(({ unit }) => unit.session === session)
    .map(({ unit }) => unit.fence);
  const oldest = Math.min(...fences);
  const isMeant = ({ unit }: Entry): boolean => unit.session === session && unit.fence === oldest;
  return [entries.filter(isMeant), entries.filter((entry) => !isMeant(entry))];
}

/** Takes back the requests that `unit` began. */
function undoing({ session, fence, pending, outbound }: Unit): Unit {
  const unit = new Unit(session, fence);
  for (const { id } of pending) unit.take(id);
  for (const { number } of outbound) unit.withdraw(number);
  return unit;
}

/** The owner of units that only take something back. */
const nobody: UnitOwner = {
  stored: () => undefined,
  refused: () => undefined,
  fault: () => undefined,
};

function unitsOf(entries: readonly Entry[]): Unit[] {
  const units: Unit[] = [];
  for (const { unit, isRefused } of entries) if (!isRefused) units.push(unit);
  return units;
}

function tellStored({ unit, owner, isRefused }: Entry): void {
  if (isRefused) return;
  try {
    owner.stored(unit);
  } catch (fault) {
    owner.fault(fault, 'journal');
  }
}

function refuse(entry: Entry, error: JournalError): void {
  if (entry.isRefused) return;
  entry.isRefused = true;
  try {
    entry.owner.refused(entry.unit, error);
  } catch (fault) {
    entry.owner.fault(fault, 'journal');
  }
}

function asJournalError(cause: unknown): JournalError {
  if (cause instanceof JournalError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  return new JournalError('refused', `the journal did not store it: ${said}`, { cause });
}
