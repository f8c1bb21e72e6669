import type { Committer, UnitOwner } from '../journal/committer.js';
import type { OutboundStanza, SessionSnapshot } from '../journal/journal.js';
import { Unit } from '../journal/unit.js';
import type { Runtime } from '../runtime.js';

/** What a ledger is told of the session whose units it keeps. */
export interface LedgerOwner extends UnitOwner {
  readonly name: string;
  readonly runtime: Runtime;
}

/** The units of work of one session: numbers what is added to them, and has them stored. */
export class Ledger {
  readonly #owner: LedgerOwner;
  readonly #committer: Committer;
  readonly #fence: number;
  #lastSeq: number;
  #lastOutbound: number;
  /** The last stanza whose bytes have left; joins the next unit. */
  #delivered = 0;

  constructor(owner: LedgerOwner, committer: Committer, snapshot: SessionSnapshot) {
    this.#owner = owner;
    this.#committer = committer;
    this.#fence = snapshot.fence;
    this.#lastSeq = snapshot.lastSeq;
    this.#lastOutbound = snapshot.lastOutbound;
  }

  /** Begins a unit. */
  unit(): Unit {
    return new Unit(this.#owner.name, this.#fence);
  }

  /** Has a unit stored with those before it; one with nothing in it is forgotten. */
  seal(unit: Unit): void {
    if (unit.isEmpty) return;
    if (this.#delivered > 0) {
      unit.delivered = this.#delivered;
      this.#delivered = 0;
    }
    this.#committer.add(unit, this.#owner);
  }

  addPacket(unit: Unit, key: string, content: unknown, from: string | undefined): void {
    this.#lastSeq += 1;
    unit.packets.push({
      key,
      content,
      ...(from !== undefined && { from }),
      session: this.#owner.name,
      seq: this.#lastSeq,
      at: this.#owner.runtime.now(),
    });
  }

  addStanza(unit: Unit, xml: string, id?: string): void {
    this.#lastOutbound += 1;
    const number = this.#lastOutbound;
    unit.outbound.push(id === undefined ? { number, xml } : { number, xml, id });
  }

  /** These stanzas have left, and need no keeping any more. */
  delivered(stanzas: readonly OutboundStanza[]): void {
    this.#delivered = stanzas.at(-1)?.number ?? this.#delivered;
  }

  /** Resolves when everything sealed so far is stored, or refused. */
  idle(): Promise<void> {
    return this.#committer.idle();
  }
}
