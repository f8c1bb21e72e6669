/**
 * The packets of sessions. The last few are lines of the session's log, where a group costs one row;
 * the others are in rows of their own, a few in each. A line of the log that such a row holds, too, is
 * overlooked until the log is tidied up.
 */
import type { AnyPacket, PacketBounds, PacketPage } from '@xec/xec';
import { numberOf, prepareAll, textOf, type Engine, type Statement } from './engine.js';
import { Inserter } from './inserter.js';
import { PacketRow, readPacket, readPlace, readSeq, writePacket } from './packet-lines.js';

/** What is kept of one session. */
export interface KeptPackets {
  /** The seq of the last packet, kept or not. */
  lastSeq: number;
  count: number;
  /** The size of their contents as JSON, in characters. */
  size: number;
  /** When the oldest row's last packet was made. */
  oldestAt: number;
  /** Those that are in the log, as rows in the making. */
  readonly tail: PacketRow[];
}

/** Bounds are kept in steps: that much more than them may be there for a while. */
const SLACK = 1.1;
/** A row holds no more than such a part of a bound. */
const PARTS = 16;
const ROWS_AT_ONCE = 64;

export class PacketLog {
  readonly #bounds: PacketBounds;
  /** How many packets make a row. */
  readonly rowLines: number;
  readonly #rows: Inserter;
  readonly #sql: Readonly<Record<keyof typeof SQL, Statement>>;

  constructor(engine: Engine, bounds: PacketBounds) {
    this.#bounds = bounds;
    this.rowLines = Math.min(64, Math.max(1, Math.floor(bounds.count / PARTS)));
    this.#rows = new Inserter(engine, 'INSERT INTO packets', 6);
    this.#sql = prepareAll(engine, SQL);
  }

  /** What is kept of a session. `lines`: its packets that are in the log. */
  read(session: number, lines: readonly string[], onFault: (fault: unknown) => void): KeptPackets {
    const { last, count, size } = this.#sumUpTo(session, Number.MAX_SAFE_INTEGER);
    const oldestAt = this.#oldestAt(session);
    const kept: KeptPackets = { lastSeq: last, count, size, oldestAt, tail: [] };
    for (const line of lines) {
      try {
        const place = readPlace(line);
        if (place.seq > kept.lastSeq) this.#addLine(kept, place, line);
      } catch (fault) {
        onFault(fault);
      }
    }
    return kept;
  }

  /** Adds packets to those of a session. `lines`: gets what is for the log. */
  add(kept: KeptPackets, packets: readonly AnyPacket[], lines: string[]): void {
    for (const packet of packets) {
      if (packet.seq <= kept.lastSeq) continue; // given twice
      const content = JSON.stringify(packet.content);
      const line = writePacket(packet, content);
      this.#addLine(kept, { seq: packet.seq, at: packet.at, size: content.length }, line);
      lines.push(line);
    }
  }

  /**
   * Gives the packets that are in the log rows of their own, with the next {@link flush}.
   *
   * @returns those that make no row yet, and must be in the log
   */
  moveTail(session: number, kept: KeptPackets): readonly string[] {
    const { tail } = kept;
    const stays = tail.at(-1);
    const hasRoom = stays !== undefined && !this.#isFull(stays, stays.at);
    for (const { first, last, at, size, lines } of tail) {
      if (hasRoom && last === stays.last) break;
      this.#rows.add(session, last, first, at, size, lines.join('\n'));
    }
    tail.length = 0;
    if (!hasRoom) return [];
    tail.push(stays);
    return stays.lines;
  }

  flush(): void {
    this.#rows.flush();
  }

  /** Forgets the rows that were not written. */
  clear(): void {
    this.#rows.clear();
  }

  /** Lets go of the oldest rows of a session if there are too many. `now`: of its last packet. */
  trim(session: number, kept: KeptPackets, now: number): void {
    const { count, bytes, ageMs } = this.#bounds;
    const { lastSeq, tail } = kept;
    const inRows = bytes - tail.reduce((sum, { size }) => sum + size, 0);
    const last = Math.max(
      kept.count > count * SLACK ? this.#last('lastBySeq', session, lastSeq - count) : 0,
      kept.size > bytes * SLACK ? this.#last('lastBySize', session, inRows) : 0,
      kept.oldestAt < now - ageMs * SLACK ? this.#last('lastByAge', session, now - ageMs) : 0,
    );
    if (last === 0) return;
    const gone = this.#sumUpTo(session, last);
    this.#sql.letGo.run([session, last]);
    kept.count -= gone.count;
    kept.size -= gone.size;
    kept.oldestAt = Math.min(this.#oldestAt(session), tail[0]?.at ?? Infinity);
  }

  /**
   * In one transaction, or packets may go while others are read. `inLog` gives the lines of those that
   * are in the log.
   */
  page(
    session: { readonly id: number; readonly name: string },
    after: number,
    limit: number,
    inLog: () => readonly string[],
    onFault: (fault: unknown) => void,
  ): PacketPage {
    const packets: AnyPacket[] = [];
    let last = after;
    for (const line of this.#lines(session.id, after, inLog)) {
      if (packets.length >= limit) break;
      if (readSeq(line) <= last) continue;
      try {
        const packet = readPacket(line, session.name);
        packets.push(packet);
        last = packet.seq;
      } catch (fault) {
        onFault(fault);
      }
    }
    if (packets[0]?.seq === after + 1) return { packets, resync: false };
    const [first] = this.#sql.first.all([session.id]);
    const [line] = first === undefined ? inLog() : [];
    const seq = line === undefined ? numberOf(first?.['first'] ?? 0) : readSeq(line);
    return { packets, resync: after + 1 < seq };
  }

  *#lines(session: number, after: number, inLog: () => readonly string[]): Iterable<string> {
    let from = after;
    for (let isMore = true; isMore;) {
      const rows = this.#sql.after.all([session, from]);
      for (const row of rows) {
        from = numberOf(row['last']);
        yield* textOf(row['text']).split('\n');
      }
      isMore = rows.length === ROWS_AT_ONCE;
    }
    yield* inLog();
  }

  #addLine(kept: KeptPackets, place: ReturnType<typeof readPlace>, line: string): void {
    const { seq, at, size } = place;
    let row = kept.tail.at(-1);
    if (row === undefined || this.#isFull(row, at)) {
      row = new PacketRow(seq, at);
      kept.tail.push(row);
      kept.count += 1;
    } else {
      kept.count += seq - row.last; // as the sum over rows has it
    }
    row.lines.push(line);
    row.last = seq;
    row.at = at;
    row.size += size;
    kept.lastSeq = seq;
    kept.size += size;
    kept.oldestAt = Math.min(kept.oldestAt, at);
  }

  /** Whether a packet of that time needs another row: rows go as a whole, so they are small. */
  #isFull({ lines, size, since }: PacketRow, at: number): boolean {
    const { bytes, ageMs } = this.#bounds;
    return lines.length >= this.rowLines || size > bytes / PARTS || at - since > ageMs / PARTS;
  }

  /** The last row that is over a bound; 0 where none is. The newest stays: it knows the last seq. */
  #last(bound: 'lastBySeq' | 'lastBySize' | 'lastByAge', session: number, value: number): number {
    const [row] = this.#sql[bound].all([session, value, session]);
    return numberOf(row?.['last'] ?? 0);
  }

  #sumUpTo(session: number, seq: number): { last: number; count: number; size: number } {
    const [sums] = this.#sql.sums.all([session, seq]);
    const { last, count, size } = sums ?? {};
    return { last: numberOf(last ?? 0), count: numberOf(count ?? 0), size: numberOf(size ?? 0) };
  }

  #oldestAt(session: number): number {
    return numberOf(this.#sql.first.all([session])[0]?.['at'] ?? Infinity);
  }
}

const NOT_NEWEST = 'last < (SELECT max(last) FROM packets WHERE session = ?)';

const SQL = {
  sums: `SELECT max(last) AS last, sum(last - first + 1) AS count, sum(size) AS size FROM packets
    WHERE session = ? AND last <= ?`,
  first: 'SELECT first, at FROM packets WHERE session = ? ORDER BY last LIMIT 1',
  after: `SELECT last, CAST(text AS BLOB) AS text FROM packets WHERE session = ? AND last > ?
    ORDER BY last LIMIT ${ROWS_AT_ONCE}`,
  letGo: 'DELETE FROM packets WHERE session = ? AND last <= ?',
  lastBySeq: `SELECT max(last) AS last FROM packets
    WHERE session = ? AND last <= ? AND ${NOT_NEWEST}`,
  lastByAge: `SELECT max(last) AS last FROM packets
    WHERE session = ? AND at < ? AND ${NOT_NEWEST}`,
  lastBySize: `SELECT max(last) AS last
    FROM (SELECT last, sum(size) OVER (ORDER BY last DESC) AS total FROM packets WHERE session = ?)
    WHERE total > ? AND ${NOT_NEWEST}`,
} as const;
