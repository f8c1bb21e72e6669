/** What a session's next owner is given. */
import type { PendingRecord, SessionSnapshot, UnreadableRecord } from '@xec/xec';
import { allOf, newSession, type OwnerMark, type PendingRow, type SessionRow } from './schema.js';
import { entriesIn, rowAt, rowsIn } from './transaction.js';

/**
 * Makes the session belong to `me`, when it belongs to nobody, to `me`, or to somebody it may be taken
 * from; else says whose it is.
 */
export async function take(
  tx: IDBTransaction,
  session: string,
  me: OwnerMark,
  mayTakeFrom: (holder: OwnerMark) => boolean,
): Promise<SessionSnapshot | { readonly holder: OwnerMark }> {
  const row = (await rowAt(tx, 'sessions', session)) ?? newSession;
  const { owner: holder } = row;
  if (holder !== undefined && holder.id !== me.id && !mayTakeFrom(holder)) return { holder };
  const taken = { ...row, fence: row.fence + 1, owner: me };
  tx.objectStore('sessions').put(taken, session);
  return readSnapshot(tx, session, taken);
}

async function readSnapshot(
  tx: IDBTransaction,
  session: string,
  { fence, inbound, acked, lastOutbound, lastSeq }: SessionRow,
): Promise<SessionSnapshot> {
  const range = allOf(session);
  const [requests, outbound, facts] = await Promise.all([
    readRequests(tx, range),
    rowsIn(tx, 'outbound', range),
    rowsIn(tx, 'facts', range),
  ]);
  return { fence, ...requests, outbound, facts, inbound, acked, lastOutbound, lastSeq };
}

async function readRequests(
  tx: IDBTransaction,
  range: IDBKeyRange,
): Promise<Pick<SessionSnapshot, 'pending' | 'unreadable'>> {
  const readable: { readonly order: number; readonly record: PendingRecord }[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const { key, row } of await entriesIn(tx, 'pending', range)) {
    const [, id] = key;
    if (isReadable(row, id)) readable.push(row);
    else unreadable.push({ id, text: textOf(row) });
  }
  readable.sort((one, other) => one.order - other.order);
  return { pending: readable.map(({ record }) => record), unreadable };
}

/** Whether a row is as we wrote it. The shape of the params is the action's matter. */
function isReadable(row: unknown, id: string): row is { order: number; record: PendingRecord } {
  const { order, record } = Object(row) as Partial<PendingRow>; // narrowed by the next line
  if (typeof order !== 'number') return false;
  const { id: own, name } = Object(record) as Partial<PendingRecord>; // likewise
  return own === id && typeof name === 'string';
}

/** A damaged row as somebody may look at it. */
function textOf(row: unknown): string {
  const { record = row } = Object(row) as Partial<PendingRow>; // whatever it is, it becomes text
  if (typeof record === 'string') return record;
  try {
    return JSON.stringify(record ?? null);
  } catch (error) {
    return `no JSON: ${String(error)}`;
  }
}
