/**
 * What lies in the database: its stores, their keys, their rows. Keys are `[session, …]`, so that all
 * of a session is one range in each store.
 */
import type { AnyPacket, FactChange, OutboundStanza, PendingRecord, SetAside } from '@xec/xec';
import type { PacketChunk } from './kept-packets.js';

/** Rises when stores or rows change their shape; `upgrade` then knows the way. */
export const SCHEMA_VERSION = 1;

export const STORES = [
  'sessions',
  'pending',
  'outbound',
  'facts',
  'packets',
  'cursors',
  'aside',
  'owners',
] as const;

export type StoreName = (typeof STORES)[number];

/** The keys of each store. */
export interface Keys {
  sessions: string;
  pending: [session: string, id: string];
  outbound: [session: string, number: number];
  facts: [session: string, section: string, key: string];
  packets: [session: string, seq: number];
  cursors: [session: string, reader: string];
  /** The number rises. */
  aside: [session: string, place: number];
  owners: string;
}

/** The rows of each store, as we write them. */
export interface Rows {
  sessions: SessionRow;
  /** A {@link PendingRow}, unless it was damaged. */
  pending: unknown;
  outbound: OutboundStanza;
  facts: FactChange;
  packets: AnyPacket;
  /** The seq that the reader has handled. */
  cursors: number;
  aside: SetAside;
  /** Of owners without a lock. */
  owners: LeaseRow;
}

/** An owner, and what shows that it lives. */
export interface OwnerMark {
  readonly id: string;
  readonly by: 'lock' | 'lease';
}

export interface SessionRow {
  readonly fence: number;
  /** Absent: nobody has it. */
  readonly owner?: OwnerMark;
  readonly inbound: number;
  readonly acked: number;
  readonly lastOutbound: number;
  readonly lastSeq: number;
  /** How many requests began: the order of the next one. */
  readonly began: number;
  readonly chunks: readonly PacketChunk[];
}

export interface PendingRow {
  readonly order: number;
  readonly record: PendingRecord;
}

export interface LeaseRow {
  /** When it ends, milliseconds since 1970. */
  readonly until: number;
  readonly leaseMs: number;
}

export const newSession: SessionRow = {
  fence: 0,
  inbound: 0,
  acked: 0,
  lastOutbound: 0,
  lastSeq: 0,
  began: 0,
  chunks: [],
};

/** The row without its owner; units of that owner are older than whatever comes. */
export function freed({ owner: _owner, ...row }: SessionRow): SessionRow {
  return { ...row, fence: row.fence + 1 };
}

/** Brings a database of `oldVersion` to {@link SCHEMA_VERSION}; 0 is a new one. */
export function upgrade(db: IDBDatabase, oldVersion: number): void {
  if (oldVersion < 1) for (const name of STORES) db.createObjectStore(name);
}

/** All keys `[session, …]`: an array sorts after numbers and strings. */
export const allOf = (session: string): IDBKeyRange => IDBKeyRange.bound([session], [session, []]);

/** The keys `[session, n]` with `n` above `after`. */
export const above = (session: string, after: number): IDBKeyRange =>
  IDBKeyRange.bound([session, after], [session, []], true);

/** The keys `[session, n]` with `n` up to `last`. */
export const upTo = (session: string, last: number): IDBKeyRange =>
  IDBKeyRange.bound([session], [session, last]);
