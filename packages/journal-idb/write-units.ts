/** Stores units, in the transaction they are given. */
import {
  MAX_SET_ASIDE,
  type FactChange,
  type OutboundStanza,
  type PacketBounds,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { fenced, unknownSession } from './faults.js';
import { fold, type Change } from './fold.js';
import { keep } from './kept-packets.js';
import { allOf, upTo, type PendingRow, type SessionRow, type StoreName } from './schema.js';
import { entriesIn, rowAt } from './transaction.js';

/** What the transaction must span. */
export const WRITTEN: readonly StoreName[] = [
  'sessions',
  'pending',
  'outbound',
  'facts',
  'packets',
  'aside',
];

/** @throws JournalError `unknown-session`, `fenced`: the transaction is to be aborted then */
export async function writeUnits(
  tx: IDBTransaction,
  units: readonly UnitOfWork[],
  owner: string,
  bounds: PacketBounds,
): Promise<void> {
  const names = [...new Set(units.map(({ session }) => session))];
  const found = await Promise.all(names.map((session) => rowAt(tx, 'sessions', session)));
  const rows = new Map(names.map((session, index) => [session, found[index]]));
  for (const { session, fence } of units) mustOwn(rows.get(session), session, fence, owner);
  for (const [session, change] of fold(units)) {
    const row = rows.get(session);
    if (row === undefined) throw unknownSession(session);
    tx.objectStore('sessions').put(write(tx, session, change, row, bounds), session);
    if (change.setAside.length > 0) await writeSetAside(tx, session, change.setAside);
  }
}

/** The number alone is not enough: it starts anew when the user clears the data of the site. */
function mustOwn(row: SessionRow | undefined, session: string, fence: number, owner: string): void {
  if (row === undefined) throw unknownSession(session);
  if (row.fence !== fence || row.owner?.id !== owner) throw fenced(session);
}

/** @returns what the session's row is by now */
function write(
  tx: IDBTransaction,
  session: string,
  change: Change,
  row: SessionRow,
  bounds: PacketBounds,
): SessionRow {
  writeRequests(tx, session, change, row.began);
  writeStanzas(tx, session, change.outbound, change.delivered);
  writeFacts(tx, session, change.facts);
  return {
    ...row,
    ...writePackets(tx, session, change, row, bounds),
    inbound: change.inbound ?? row.inbound,
    acked: change.acked ?? row.acked,
    lastOutbound: change.lastOutbound ?? row.lastOutbound,
    began: row.began + change.requests.size,
  };
}

function writeRequests(
  tx: IDBTransaction,
  session: string,
  { requests, anew }: Pick<Change, 'requests' | 'anew'>,
  began: number,
): void {
  let order = began;
  for (const [id, record] of requests) {
    order += 1;
    const store = tx.objectStore('pending');
    if (record === undefined || anew.has(id)) store.delete([session, id]);
    if (record === undefined) continue;
    addRequest(store, session, { order, record });
  }
}

/** A request that is given twice keeps its place. */
function addRequest(store: IDBObjectStore, session: string, row: PendingRow): void {
  const adding = store.add(row, [session, row.record.id]);
  adding.onerror = (event) => {
    if (adding.error?.name === 'ConstraintError') event.preventDefault(); // else all is undone
  };
}

function writeStanzas(
  tx: IDBTransaction,
  session: string,
  outbound: ReadonlyMap<number, OutboundStanza | undefined>,
  delivered: number | undefined,
): void {
  const store = tx.objectStore('outbound');
  if (delivered !== undefined) store.delete(upTo(session, delivered));
  for (const [number, stanza] of outbound) {
    if (stanza === undefined) store.delete([session, number]);
    else store.put(stanza, [session, number]);
  }
}

function writeFacts(
  tx: IDBTransaction,
  session: string,
  facts: ReadonlyMap<string, FactChange>,
): void {
  const store = tx.objectStore('facts');
  for (const fact of facts.values()) {
    const key = [session, fact.section, fact.key];
    if (fact.value === undefined) store.delete(key);
    else store.put(fact, key);
  }
}

function writePackets(
  tx: IDBTransaction,
  session: string,
  change: Change,
  row: SessionRow,
  bounds: PacketBounds,
): Pick<SessionRow, 'lastSeq' | 'chunks'> {
  if (change.packets.length === 0) return row;
  const { lastSeq, chunks, packets, gone } = keep(row, change.packets, bounds);
  const store = tx.objectStore('packets');
  for (const packet of packets) store.put(packet, [session, packet.seq]);
  if (gone !== undefined) store.delete(upTo(session, gone));
  return { lastSeq, chunks };
}

/** Seldom: so what is there may be read, and nothing is kept twice when it is given twice. */
async function writeSetAside(
  tx: IDBTransaction,
  session: string,
  given: readonly SetAside[],
): Promise<void> {
  const store = tx.objectStore('aside');
  const kept = await entriesIn(tx, 'aside', allOf(session));
  const known = new Set(kept.map(({ row }) => textOf(row)));
  let place = kept.at(-1)?.key[1] ?? 0;
  for (const one of given) {
    if (known.has(textOf(one))) continue;
    known.add(textOf(one));
    place += 1;
    store.put(one, [session, place]);
  }
  store.delete(upTo(session, place - MAX_SET_ASIDE));
}

const textOf = ({ what, reason, text, at }: SetAside): string =>
  JSON.stringify([what, reason, text, at]);
