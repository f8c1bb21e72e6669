import type { Handling } from '../dispatch/handling.js';
import type { Ending } from '../dispatch/replies.js';
import { ConnectionLostError, type Delivered } from '../errors.js';
import type { FactChange, StartFact, StreamFact } from '../facts.js';
import type { PendingRecord, SessionSnapshot } from '../journal/journal.js';
import { disagreement, type Known } from './agreement.js';
import type { Asking } from './asking.js';
import type { Ledger } from './ledger.js';
import type { PendingIndex } from './pending.js';
import { readRecord, textOf } from './record.js';
import { setAside, type Unusable } from './set-aside.js';

export { readFacts } from './stored-facts.js';

/** The session that takes what an earlier owner left. */
export interface RehydrationOwner extends Handling {
  readonly pending: PendingIndex;
  /** Ends a request in its turn, if it has not ended by then. */
  end(id: string, endingOf: (record: PendingRecord) => Ending): void;
}

/** Takes the requests that an earlier owner left, and goes on counting where it stopped. */
export function rehydrate(
  owner: RehydrationOwner,
  ledger: Ledger,
  asking: Asking,
  snapshot: SessionSnapshot,
  start: StartFact,
  dropped: readonly FactChange[],
): void {
  const stream = owner.facts.get('stream', 'current');
  const { usable, unusable } = sortRecords(snapshot, owner);
  const kept = new Set(snapshot.outbound.map(({ id }) => id));
  const now = owner.runtime.now();
  for (const record of usable) {
    asking.wait(record, undefined, timeLeft(record, now));
    owner.pending.stored(record.id);
    owner.pending.mark(record.id, deliveredOf(kept.has(record.id), stream));
    if (record.isSecret) owner.end(record.id, () => lostSecret(record));
  }
  const unit = ledger.unit();
  for (const { section, key } of dropped) unit.learn({ section, key });
  for (const record of unusable) {
    unit.take(record.id);
    setAside(owner, unit, record);
  }
  if (stream?.id !== undefined) {
    ledger.count(snapshot.inbound);
    owner.learn(unit, { section: 'start', key: 'current', value: start });
  }
  ledger.seal(unit);
}

/**
 * What is known of a stanza that an earlier owner stored. What the server acknowledges is kept no
 * longer, and without a stream nothing that is kept can have left.
 */
function deliveredOf(isKept: boolean, stream: StreamFact | undefined): Delivered {
  if (stream === undefined) return isKept ? 'no' : 'unknown';
  return !isKept && stream.id !== undefined ? 'yes' : 'unknown';
}

const lostSecret = (record: PendingRecord): Ending => ({
  error: new ConnectionLostError(record.name, 'unknown'),
});

/** A stored request that cannot be woken. */
interface UnusableRecord extends Unusable {
  readonly id: string;
}

/** Whose requests are sorted. */
export type Waking = Pick<RehydrationOwner, 'registry' | 'name'> & {
  readonly facts: Known;
};

/**
 * Parts stored requests that this process can wake from those it cannot: damaged, of an unknown
 * class, newer than what is known of it, with params that do not fit, or that others do not agree with.
 */
export function sortRecords(
  { pending, unreadable }: SessionSnapshot,
  session: Waking,
): { readonly usable: readonly PendingRecord[]; readonly unusable: readonly UnusableRecord[] } {
  const usable: PendingRecord[] = [];
  const unusable: UnusableRecord[] = unreadable.map(({ id, text }) => ({
    id,
    what: 'a stored request',
    reason: 'expected JSON',
    text,
  }));
  for (const stored of pending) {
    const record = wakeable(stored, session);
    if (typeof record !== 'string') usable.push(record);
    else unusable.push({ ...named(stored), reason: record, text: textOf(stored) });
  }
  return { usable, unusable };
}

/** The record as it can be woken, or why it cannot. */
function wakeable(stored: unknown, { registry, name, facts }: Waking): PendingRecord | string {
  const record = readRecord(stored);
  if (typeof record === 'string') return record;
  if (record.session !== name) return `expected session ${name}, got ${record.session}`;
  try {
    const description = registry.describe(record);
    // A secret one has no params, and is not woken.
    if (record.isSecret && description !== undefined) return record;
    const action = registry.rehydrate(record);
    // What an earlier version asked is not what this one would.
    if (record.version !== description?.version) return record;
    return disagreement(record, action, registry, facts) ?? record;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What can be said of a record that may be anything. */
function named(stored: unknown): Pick<UnusableRecord, 'id' | 'what'> {
  const { id, name } = Object(stored) as { id?: unknown; name?: unknown }; // whatever that was
  return {
    id: typeof id === 'string' ? id : textOf(id ?? null),
    what: typeof name === 'string' ? `action ${name}` : 'a stored request',
  };
}

/**
 * How long a stored request waits on, in milliseconds: to its deadline by the wall clock, and never
 * longer than it was to wait in all, whatever became of the clock meanwhile.
 */
export const timeLeft = ({ deadline, timeoutMs }: PendingRecord, now: number): number =>
  Math.min(Math.max(deadline - now, 0), timeoutMs);
