import {
  JournalError,
  MAX_SET_ASIDE,
  type FactChange,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { numberOf, prepareAll, textOf, type Engine, type Statement } from './engine.js';
import { Inserter } from './inserter.js';
import type { KeptPackets, PacketLog } from './packet-log.js';
import { SessionLog } from './session-log.js';

/** What is in memory of a session that this owner has. */
export interface Contents {
  readonly log: SessionLog;
  readonly packets: KeptPackets;
  /** It is not what the file holds: a write failed. */
  isStale: boolean;
}

/** A session that this owner has. */
export interface HeldSession {
  readonly id: number;
  readonly name: string;
  contents: Contents;
  /** What the group that is being written changes of it. */
  part: Part | undefined;
}

const nothing: readonly never[] = [];

/** A session's part of a group. No literal, nor its list of lines: see `PacketRow`. */
class Part {
  /** New packets, for the log. */
  readonly packets: string[] = nothing.slice();
  /** When the last of them was made. */
  packetAt: number | undefined = undefined;
  readonly facts = new Map<string, string | undefined>();
  readonly setAside: SetAside[] = [];
  /** One row for all of it: it ended. */
  mustBeWhole = false;
}

/**
 * After so many characters of the log, what all sessions wrote to it is replaced by what is still
 * alive. In one go: rows that were written one after the other go together, with their pages.
 */
const SWEEP_SIZE = 8 * 1024 * 1024;

/** How many rows of packets a session may have in the log. */
const MAX_TAIL_ROWS = 2;

/**
 * Writes groups of units: what a group did to a session is a row of the log, however many units did
 * it. All methods but `committed` and `rolledBack` are for the inside of a transaction.
 */
export class GroupWriter {
  readonly #packets: PacketLog;
  readonly #log: Inserter;
  readonly #facts: Inserter;
  readonly #sql: Readonly<Record<keyof typeof SQL, Statement>>;
  readonly #onFault: (fault: unknown, session: string) => void;
  /** Sessions that this group changes. Emptied in place: a Map would leave what was in it behind. */
  readonly #changed: HeldSession[] = [];
  /** Sessions that may have more than one row in the log. */
  readonly #untidy = new Set<HeldSession>();
  /** How much was written to the log since it was swept, and how much it may be. */
  #written = 0;
  #sweepAt = SWEEP_SIZE;

  constructor(
    engine: Engine,
    packets: PacketLog,
    onFault: (fault: unknown, session: string) => void,
  ) {
    this.#packets = packets;
    this.#log = new Inserter(engine, 'INSERT INTO log (session, text)', 2);
    this.#facts = new Inserter(engine, 'INSERT OR REPLACE INTO fact', 3);
    this.#sql = prepareAll(engine, SQL);
    this.#onFault = onFault;
  }

  /** Reads what is stored of a session. */
  read(id: number, name: string): Contents {
    const packets: string[] = [];
    const rows = this.#sql.log.all([id]).map((row) => textOf(row['text']));
    const log = new SessionLog(rows, (line) => packets.push(line));
    const onFault = (fault: unknown): void => this.#onFault(fault, name);
    return { log, packets: this.#packets.read(id, packets, onFault), isStale: false };
  }

  facts(id: number, session: string): FactChange[] {
    return this.#sql.facts.all([id]).flatMap((row) => {
      try {
        // What it was written from; anything else in its place does not harm.
        const [section, key] = JSON.parse(textOf(row['key'])) as [string, string];
        return [{ section, key, value: JSON.parse(textOf(row['value'])) as unknown }];
      } catch (fault) {
        this.#onFault(fault, session);
        return [];
      }
    });
  }

  setAside(id: number, session: string): SetAside[] {
    return this.#sql.setAside.all([id]).flatMap((row) => {
      try {
        return [JSON.parse(textOf(row['text'])) as SetAside]; // what it was written from
      } catch (fault) {
        this.#onFault(fault, session);
        return [];
      }
    });
  }

  /** Adds a unit to the group. */
  add(session: HeldSession, unit: UnitOfWork): void {
    const part = this.#partOf(session);
    try {
      const { log, packets } = this.#contents(session);
      log.add(unit);
      addTo(part, unit);
      this.#packets.add(packets, unit.packets, part.packets);
    } catch (cause) {
      const { name } = session;
      const message = `a unit of session "${name}" holds what is no JSON`;
      throw new JournalError('refused', message, { session: name, cause });
    }
  }

  /** Forgets a session, save its packets, what was set aside, and its readers. */
  end(session: HeldSession): void {
    this.#partOf(session).mustBeWhole = true;
    this.#contents(session).log.end();
    this.#sql.forgetFacts.run([session.id]);
  }

  /** Writes the group. `holds`: whether a session that is not in the group is still this owner's. */
  flush(holds: (session: HeldSession) => boolean): void {
    const isSweep = this.#written > this.#sweepAt;
    if (isSweep) this.#addUntidy(holds);
    for (const session of this.#changed) {
      const { part } = session;
      if (part === undefined) continue;
      const { facts, setAside } = part;
      this.#addRow(session, part, isSweep);
      if (facts.size > 0) this.#addFacts(session.id, facts);
      if (setAside.length > 0) this.#putAside(session.id, setAside);
    }
    if (isSweep) this.#sweepAt = Math.max(SWEEP_SIZE, 4 * this.#written);
    this.#log.flush();
    this.#facts.flush();
    this.#packets.flush();
    for (const { id, contents, part } of this.#changed) {
      if (part?.packetAt !== undefined) this.#packets.trim(id, contents.packets, part.packetAt);
    }
  }

  /** The group is stored. */
  committed(): void {
    this.#endGroup();
  }

  /** The group is not stored, or nobody knows. */
  rolledBack(): void {
    for (const { contents } of this.#changed) contents.isStale = true;
    this.#endGroup();
    for (const rows of [this.#log, this.#facts, this.#packets]) rows.clear();
  }

  /** This owner has the session no more. */
  forget(session: HeldSession): void {
    this.#untidy.delete(session);
  }

  #endGroup(): void {
    for (const session of this.#changed) session.part = undefined;
    this.#changed.length = 0;
  }

  #contents(session: HeldSession): Contents {
    if (session.contents.isStale) session.contents = this.read(session.id, session.name);
    return session.contents;
  }

  #partOf(session: HeldSession): Part {
    let { part } = session;
    if (part === undefined) {
      part = new Part();
      session.part = part;
      this.#changed.push(session);
    }
    return part;
  }

  #addRow(session: HeldSession, { packets: added, mustBeWhole }: Part, isSweep: boolean): void {
    const { id, contents } = session;
    const { log, packets } = contents;
    // Enough packets for rows of their own need not be written to the log before.
    const areMany = added.length >= this.#packets.rowLines || packets.tail.length > MAX_TAIL_ROWS;
    const unstored = areMany ? this.#packets.moveTail(id, packets) : added;
    const inLog = packets.tail.reduce((sum, { size }) => sum + size, 0);
    if (isSweep || mustBeWhole || log.isUntidy(inLog)) {
      this.#sql.forgetLog.run([id]);
      this.#addText(id, log.wholeRow(this.#packets.moveTail(id, packets)));
      return;
    }
    const text = log.nextRow(unstored);
    if (text === undefined) return;
    this.#addText(id, text);
    this.#untidy.add(session);
  }

  #addText(id: number, text: string): void {
    this.#log.add(id, text);
    this.#written += text.length;
  }

  /** Has all sessions written that have more than one row. */
  #addUntidy(holds: (session: HeldSession) => boolean): void {
    for (const session of this.#untidy) {
      if (session.part !== undefined || session.contents.isStale || !holds(session)) continue;
      this.#partOf(session);
    }
    this.#untidy.clear();
    this.#written = 0;
  }

  /** What a session has of packets in the log, each as its line. */
  packetsInLog(id: number): string[] {
    const packets: string[] = [];
    for (const row of this.#sql.logWithPackets.all([id])) {
      for (const line of textOf(row['text']).split('\n')) {
        if (line.startsWith('K')) packets.push(line.slice(1));
      }
    }
    return packets;
  }

  #addFacts(id: number, facts: ReadonlyMap<string, string | undefined>): void {
    for (const [key, value] of facts) {
      if (value === undefined) this.#sql.forgetFact.run([id, key]);
      else this.#facts.add(id, key, value);
    }
  }

  /** Seldom, so it may take its time: what is given twice is there once. */
  #putAside(id: number, setAside: readonly SetAside[]): void {
    const rows = this.#sql.setAside.all([id]);
    const known = new Set(rows.map((row) => textOf(row['text'])));
    let number = numberOf(rows.at(-1)?.['number'] ?? 0);
    for (const one of setAside) {
      const text = JSON.stringify(one);
      if (known.has(text)) continue;
      known.add(text);
      number += 1;
      this.#sql.putAside.run([id, number, text]);
    }
    this.#sql.forgetAside.run([id, number - MAX_SET_ASIDE]);
  }
}

function addTo(part: Part, unit: UnitOfWork): void {
  for (const { section, key, value } of unit.facts) {
    const text = value === undefined ? undefined : JSON.stringify(value);
    part.facts.set(JSON.stringify([section, key]), text);
  }
  part.setAside.push(...unit.setAside);
  part.packetAt = unit.packets.at(-1)?.at ?? part.packetAt;
}

const SQL = {
  log: 'SELECT CAST(text AS BLOB) AS text FROM log WHERE session = ? ORDER BY id',
  logWithPackets: `SELECT CAST(text AS BLOB) AS text FROM log
    WHERE session = ? AND instr(text, char(10) || 'K') ORDER BY id`,
  forgetLog: 'DELETE FROM log WHERE session = ?',
  facts:
    'SELECT CAST(key AS BLOB) AS key, CAST(value AS BLOB) AS value FROM fact WHERE session = ?',
  forgetFact: 'DELETE FROM fact WHERE session = ? AND key = ?',
  forgetFacts: 'DELETE FROM fact WHERE session = ?',
  setAside: `SELECT number, CAST(text AS BLOB) AS text FROM set_aside WHERE session = ?
    ORDER BY number`,
  putAside: 'INSERT INTO set_aside (session, number, text) VALUES (?, ?, ?)',
  forgetAside: 'DELETE FROM set_aside WHERE session = ? AND number <= ?',
} as const;
