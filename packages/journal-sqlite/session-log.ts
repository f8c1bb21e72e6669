/**
 * The log of one session: what is pending and on its way out, as a list of changes.
 *
 * A row of the log holds what a group of units changed, a line for each thing:
 *
 *     [inbound,acked,lastOutbound,delivered]
 *     T id                      that request was taken
 *     W number                  that stanza was withdrawn
 *     P id ⇥ record             that request began: see `record-line.ts`
 *     O number ⇥ id ⇥ xml       that stanza is on its way out
 *     K seq ⇥ …                 a packet, until there are enough of them for rows of their own
 *
 * (without the blanks). So a group is one row however many units are in it, and damage harms no more
 * than its line. Where the rows say little that is still alive, one with all of it replaces them.
 */
import {
  NumberRing,
  SlotMap,
  type OutboundStanza,
  type PendingRecord,
  type UnitOfWork,
  type UnreadableRecord,
} from '@xec/xec';
import { LiveLines } from './live-lines.js';
import { readRecord, writeRecord } from './record-line.js';
import { cut, packText, readNumber, unpackText } from './text.js';

/**
 * Below this, in characters, a session's rows are not worth replacing. What all sessions have of such rows
 * is bounded by the sweep of `GroupWriter`.
 */
const SMALL = 131_072;
/** How many times the size of what is alive the rows may have. */
const SLACK = 4;

export class SessionLog {
  inbound = 0;
  acked = 0;
  lastOutbound = 0;
  /** Stanzas up to this number need no keeping. */
  #delivered = 0;
  readonly #pending = new LiveLines<string>('P', 'T', new SlotMap());
  readonly #outbound = new LiveLines<number>('O', 'W', new NumberRing());
  #haveCountsChanged = false;
  /** The size of all rows, in characters. */
  #size = 0;

  /** Reads rows, in their order. Their packets go to `onPacket`, each as its line without the letter. */
  constructor(rows: readonly string[] = [], onPacket: (line: string) => void = () => undefined) {
    for (const text of rows) {
      this.#size += text.length;
      for (const line of text.split('\n')) {
        if (line.startsWith('K')) onPacket(line.slice(1));
        else this.#read(line);
      }
    }
    this.#pending.forgetChanges();
    this.#outbound.forgetChanges();
    this.#haveCountsChanged = false;
  }

  add(unit: UnitOfWork): void {
    for (const record of unit.pending) {
      this.#pending.put(record.id, writeRecord(record));
    }
    for (const id of unit.taken) this.#pending.remove(id);
    for (const { number, id, xml } of unit.outbound) {
      this.#outbound.put(number, id === undefined ? '' : packText(id), packText(xml));
      this.#count('lastOutbound', Math.max(number, this.lastOutbound));
    }
    for (const number of unit.withdrawn) this.#outbound.remove(number);
    if (unit.delivered !== undefined) this.#deliver(unit.delivered);
    if (unit.acked !== undefined) this.#count('acked', unit.acked);
    if (unit.inbound !== undefined) this.#count('inbound', unit.inbound);
  }

  /** The row that says these packets and what changed since the last row; `undefined`: nothing. */
  nextRow(packets: readonly string[]): string | undefined {
    if (this.#changeSize === 0 && packets.length === 0) return undefined;
    const row = this.#beginRow();
    this.#pending.takeChanges(row);
    this.#outbound.takeChanges(row);
    const text = this.#endRow(row, packets);
    this.#size += text.length;
    return text;
  }

  /**
   * Whether the rows, with the next one, say little that is alive. `alive`: the size of packets that
   * must be in them.
   */
  isUntidy(alive: number): boolean {
    const size = this.#size + this.#changeSize;
    return size > SMALL + SLACK * (alive + this.#pending.size + this.#outbound.size);
  }

  /** The row that says everything: those before it go. `packets`: those that are in no other row. */
  wholeRow(packets: readonly string[]): string {
    const row = this.#beginRow();
    this.#pending.takeAll(row);
    this.#outbound.takeAll(row);
    const text = this.#endRow(row, packets);
    this.#size = text.length;
    return text;
  }

  /** Forgets everything but the number of the last stanza. */
  end(): void {
    this.#pending.dropAll();
    this.#outbound.dropAll();
    this.inbound = 0;
    this.acked = 0;
  }

  /** What is pending and on its way out in `session`; what cannot be read, apart. */
  contents(session: string): {
    readonly pending: PendingRecord[];
    readonly unreadable: UnreadableRecord[];
    readonly outbound: OutboundStanza[];
  } {
    const pending: PendingRecord[] = [];
    const unreadable: UnreadableRecord[] = [];
    for (const [id, line] of this.#pending.entries()) {
      const record = line.isDamaged ? undefined : readRecord(line.first, id, session);
      if (record !== undefined) pending.push(record);
      else unreadable.push({ id, text: line.isDamaged ? id : line.first });
    }
    const outbound = Array.from(this.#outbound.entries(), ([number, { first, second = '' }]) => {
      const stanza = { number, xml: unpackText(second) };
      return first === '' ? stanza : { ...stanza, id: unpackText(first) };
    });
    return { pending, unreadable, outbound };
  }

  /** 0 where nothing changed. */
  get #changeSize(): number {
    return Number(this.#haveCountsChanged) + this.#pending.changeSize + this.#outbound.changeSize;
  }

  #beginRow(): string[] {
    this.#haveCountsChanged = false;
    return [`[${this.inbound},${this.acked},${this.lastOutbound},${this.#delivered}]`];
  }

  #endRow(row: string[], packets: readonly string[]): string {
    for (const packet of packets) row.push('\nK', packet);
    return row.join('');
  }

  #count(what: 'inbound' | 'acked' | 'lastOutbound', value: number): void {
    if (this[what] === value) return;
    this[what] = value;
    this.#haveCountsChanged = true;
  }

  #deliver(delivered: number): void {
    const gone: number[] = [];
    for (const number of this.#outbound.keys()) {
      if (number > delivered) break; // they lie in order
      gone.push(number);
    }
    for (const number of gone) this.#outbound.drop(number);
    // Every row repeats it: no number beyond the last stanza, or it would swallow the next one.
    this.#delivered = Math.max(this.#delivered, Math.min(delivered, this.lastOutbound));
  }

  #read(line: string): void {
    const counts = /^\[(\d+),(\d+),(\d+),(\d+)\]$/.exec(line);
    if (counts !== null) {
      [this.inbound = 0, this.acked = 0, this.lastOutbound = 0] = counts.slice(1).map(Number);
      return this.#deliver(Number(counts[4]));
    }
    try {
      this.#readChange(line);
    } catch {
      this.#pending.restore(line, '', '', true); // shown as unreadable, until somebody takes it
    }
  }

  #readChange(line: string): void {
    const [key, rest] = cut(line.slice(1));
    switch (line.charAt(0)) {
      case 'P':
        return this.#pending.restore(unpackText(key), rest);
      case 'T':
        return void this.#pending.drop(unpackText(key));
      case 'W':
        return void this.#outbound.drop(Number(key));
      case 'O': {
        const [number, [id, xml]] = [readNumber(key), cut(rest)];
        unpackText(id);
        unpackText(xml);
        this.lastOutbound = Math.max(this.lastOutbound, number);
        return this.#outbound.restore(number, id, xml);
      }
      default:
        throw new SyntaxError('a line of an unknown kind');
    }
  }
}
