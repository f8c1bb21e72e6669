import { resolve } from 'node:path';
import {
  JournalError,
  defaultPacketBounds,
  type Journal,
  type OpenOptions,
  type PacketBounds,
  type PacketPage,
  type SessionSnapshot,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { numberOf, type Engine, type Statement } from './engine.js';
import { closedError, fencedError, journalErrorOf } from './errors.js';
import { GroupWriter, type HeldSession } from './group-writer.js';
import { Ownership, type Claim } from './ownership.js';
import { PacketLog } from './packet-log.js';
import { openFile } from './schema.js';
import { packText } from './text.js';

export interface SqliteJournalOptions {
  /** The file. It is made where it is not there, with its folder, readable by its owner only. */
  readonly file: string;
  /**
   * What a power cut may take. `normal`: the last commits, and never a part of one. `full`: nothing, at
   * the price of a wait for the disk with each commit. The death of the process takes nothing from
   * either. Default `normal`.
   */
  readonly synchronous?: 'normal' | 'full';
  /** How many packets a session keeps for readers that come late; kept in steps of a tenth. */
  readonly packets?: Partial<PacketBounds>;
  /**
   * How long the sessions of an owner that says nothing stay its own. One whose process has ended on
   * this machine loses them at once. Default 30 s.
   */
  readonly leaseMs?: number;
  /** What others are told when they want a session of this owner. Default: process id and host. */
  readonly owner?: string;
  /**
   * How long a commit waits for another process that writes, before it is refused with `unavailable`;
   * this process stands still meanwhile. Default 250 ms.
   */
  readonly busyMs?: number;
  /** How large the file may grow, before commits are refused with `full`. Default: no limit. */
  readonly maxBytes?: number;
  /** Hears of what went wrong where nobody waits for it: renewing a lease, a row that was damaged. */
  readonly onFault?: (fault: unknown, where: string) => void;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

interface Held extends HeldSession, Claim {
  /** The file's data version at which the claim was seen to hold. */
  version: number;
}

/**
 * A {@link Journal} in one SQLite file, for processes of one machine.
 *
 * A commit is one transaction and has ended when `commit` returns.
 */
export class SqliteJournal implements Journal {
  readonly isDurable = true;
  readonly survives: string;
  /** Which SQLite it runs on. */
  readonly engine: string;
  readonly #file: string;
  readonly #engine: Engine;
  readonly #ownership: Ownership;
  readonly #packets: PacketLog;
  readonly #writer: GroupWriter;
  readonly #cursor: Statement;
  readonly #moveCursor: Statement;
  readonly #held = new Map<string, Held>();
  readonly #onFault: (fault: unknown, where: string) => void;
  readonly #leaseMs: number;
  #lease: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @throws JournalError where the file cannot be opened, is damaged, or no journal of this version */
  constructor(options: SqliteJournalOptions) {
    const { synchronous = 'normal', busyMs = 250, maxBytes = Infinity, leaseMs = 30_000 } = options;
    const { owner, now = Date.now, onFault = () => undefined } = options;
    this.#file = resolve(options.file);
    this.#onFault = onFault;
    this.#leaseMs = leaseMs;
    this.survives = SURVIVES[synchronous];
    this.#engine = openFile(this.#file, { synchronous, busyMs, maxBytes });
    this.engine = this.#engine.name;
    try {
      this.#ownership = new Ownership(this.#engine, { name: owner, leaseMs, now });
      this.#packets = new PacketLog(this.#engine, { ...defaultPacketBounds, ...options.packets });
      this.#writer = new GroupWriter(this.#engine, this.#packets, this.#damaged);
      this.#cursor = this.#engine.prepare('SELECT seq FROM reader WHERE session = ? AND name = ?');
      this.#moveCursor = this.#engine.prepare(MOVE_CURSOR);
    } catch (error) {
      this.#engine.close();
      throw journalErrorOf(error, this.#file);
    }
  }

  async open(session: string, { takeOver = false }: OpenOptions = {}): Promise<SessionSnapshot> {
    const [held, snapshot] = this.#transaction(() => {
      const claim = this.#ownership.claim(session, takeOver);
      const contents = this.#writer.read(claim.id, session);
      const version = this.#ownership.dataVersion();
      const held: Held = { ...claim, name: session, version, contents, part: undefined };
      return [held, this.#snapshot(held)];
    });
    this.#drop(session);
    this.#held.set(session, held);
    this.#keepLease();
    return snapshot;
  }

  commit(units: readonly UnitOfWork[]): void {
    this.#mustBeOpen();
    if (units.length === 0) return;
    const owners = this.#ownersOf(units);
    this.#change(distinct(owners), () => {
      for (const [index, held] of owners.entries()) {
        // There are as many owners as units.
        this.#writer.add(held, units[index] as UnitOfWork);
      }
    });
  }

  async release(session: string, fence: number): Promise<void> {
    this.#mustBeOpen();
    const held = this.#held.get(session);
    if (held?.fence !== fence) return;
    this.#transaction(() => this.#ownership.release(held));
    this.#drop(session);
  }

  async packets(session: string, after: number, limit: number): Promise<PacketPage> {
    const id = this.#idOf(session);
    if (id === undefined) return { packets: [], resync: false };
    const place = { id, name: session };
    const inLog = (): string[] => this.#writer.packetsInLog(id);
    const onFault = (fault: unknown): void => this.#damaged(fault, session);
    return this.#transaction(
      () => this.#packets.page(place, after, limit, inLog, onFault),
      'BEGIN',
    );
  }

  async cursor(session: string, reader: string): Promise<number | undefined> {
    const id = this.#idOf(session);
    if (id === undefined) return undefined;
    const [row] = this.#ask(() => this.#cursor.all([id, packText(reader)]));
    return row && numberOf(row['seq']);
  }

  async moveCursor(session: string, reader: string, seq: number): Promise<void> {
    const id = this.#idOf(session);
    if (id === undefined) return;
    this.#transaction(() => {
      this.#moveCursor.run([id, packText(reader), seq]);
    });
  }

  async setAside(session: string): Promise<readonly SetAside[]> {
    const id = this.#idOf(session);
    if (id === undefined) return [];
    return this.#ask(() => this.#writer.setAside(id, session));
  }

  async end(session: string, fence: number): Promise<void> {
    const held = this.#heldBy(session, fence);
    if (held === undefined) return;
    this.#change(new Set([held]), () => this.#writer.end(held));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    clearInterval(this.#lease);
    try {
      this.#transaction(() => this.#ownership.end());
      this.#ask(() => this.#engine.exec(CHECKPOINT));
    } catch (fault) {
      this.#onFault(fault, `closing ${this.#file}`); // the leases will end
    }
    this.#isClosed = true;
    this.#held.clear();
    this.#engine.close();
  }

  /** The owner of each unit. */
  #ownersOf(units: readonly UnitOfWork[]): Held[] {
    let last: Held | undefined;
    return units.map(({ session, fence }) => {
      // Units of one session come in a row.
      const isLast = last?.name === session && last.fence === fence;
      const held = isLast ? last : this.#heldBy(session, fence);
      last = held;
      if (held !== undefined) return held;
      throw new JournalError('unknown-session', `nobody opened "${session}"`, { session });
    });
  }

  /**
   * What this owner has under that fence; `undefined` where nobody ever opened the session.
   *
   * @throws JournalError `fenced`
   */
  #heldBy(session: string, fence: number): Held | undefined {
    const held = this.#held.get(session);
    if (held?.fence === fence) return held;
    if (held === undefined && this.#idOf(session) === undefined) return undefined;
    throw fencedError(session);
  }

  /** A transaction that changes these sessions, if they are still this owner's. */
  #change(sessions: ReadonlySet<Held>, work: () => void): void {
    try {
      this.#transaction(() => {
        const version = this.#ownership.dataVersion();
        for (const held of sessions) {
          if (!this.#holds(held, version)) throw fencedError(held.name);
        }
        work();
        this.#writer.flush((session) => this.#holds(session as Held, version)); // all that it has are
        if (this.#ownership.isDue) this.#ownership.renew();
      });
      this.#writer.committed();
    } catch (error) {
      this.#writer.rolledBack();
      throw error;
    }
  }

  /** In a transaction: whether the session is still this owner's; it is until the end of it then. */
  #holds(held: Held, version: number): boolean {
    if (held.version !== version && !this.#ownership.holds(held)) return false;
    held.version = version;
    return true;
  }

  #idOf(session: string): number | undefined {
    return this.#held.get(session)?.id ?? this.#ask(() => this.#ownership.findSession(session));
  }

  #snapshot({ id, name, fence, contents: { log, packets } }: Held): SessionSnapshot {
    const { inbound, acked, lastOutbound } = log;
    return {
      fence,
      ...log.contents(name),
      facts: this.#writer.facts(id, name),
      inbound,
      acked,
      lastOutbound,
      lastSeq: packets.lastSeq,
    };
  }

  #drop(session: string): void {
    const held = this.#held.get(session);
    if (held === undefined) return;
    this.#held.delete(session);
    this.#writer.forget(held);
  }

  readonly #damaged = (fault: unknown, session: string): void => {
    this.#onFault(fault, `a damaged row of session "${session}"`);
  };

  /** One timer for all sessions, which keeps no process alive. */
  #keepLease(): void {
    this.#lease ??= setInterval(() => {
      try {
        this.#transaction(() => {
          this.#ownership.renew();
        });
      } catch (fault) {
        this.#onFault(fault, `renewing the lease in ${this.#file}`); // and again in a while
      }
    }, this.#leaseMs / 3).unref();
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw closedError();
  }

  #ask<T>(work: () => T): T {
    this.#mustBeOpen();
    try {
      return work();
    } catch (error) {
      throw journalErrorOf(error, this.#file);
    }
  }

  /**
   * Everything that writes goes through here: `libsql` never ends a prepared statement that met
   * another writer, and refuses to commit until then. Here it is BEGIN that meets it.
   */
  #transaction<T>(work: () => T, begin = 'BEGIN IMMEDIATE'): T {
    return this.#ask(() => {
      this.#engine.exec(begin);
      try {
        const result = work();
        this.#engine.exec('COMMIT');
        return result;
      } catch (error) {
        this.#ownership.rolledBack();
        this.#rollBack();
        throw error;
      }
    });
  }

  #rollBack(): void {
    try {
      this.#engine.exec('ROLLBACK');
    } catch {
      // SQLite has done so itself, as it does where the disk is full.
    }
  }
}

/** Equal ones mostly stand in a row. */
function distinct<T>(all: readonly T[]): Set<T> {
  const found = new Set<T>();
  let last: T | undefined;
  for (const each of all) {
    if (each !== last) found.add(each);
    last = each;
  }
  return found;
}

const SURVIVES = {
  normal:
    'the death of its process, entirely; of a power cut or a crash of the system it may lose the last ' +
    'commits, and never a part of one',
  full: 'the death of its process, and a power cut, entirely',
} as const;

/** Everything goes into the file itself: who copies it then copies all. */
const CHECKPOINT = 'PRAGMA wal_checkpoint(TRUNCATE)';

const MOVE_CURSOR = `INSERT INTO reader (session, name, seq) VALUES (?, ?, ?)
  ON CONFLICT (session, name) DO UPDATE SET seq = max(seq, excluded.seq)`;

/** The journal of a program in Node: one file. */
export const sqliteJournal = (options: SqliteJournalOptions): SqliteJournal =>
  new SqliteJournal(options);
