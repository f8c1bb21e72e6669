import { addToCount, keepShapeOf } from '@xec/stanza';
import type { Committer, UnitOwner } from '../journal/committer.js';
import type { OutboundStanza, PendingRecord, SessionSnapshot } from '../journal/journal.js';
import { Unit } from '../journal/unit.js';
import { MadePacket, type CheckedPacket } from '../packet/made-packet.js';
import type { Runtime } from '../runtime.js';

/** What a ledger is told of the session whose units it keeps. */
export interface LedgerOwner extends UnitOwner {
  readonly name: string;
  readonly runtime: Runtime;
  /** Too many units wait for the journal; or: few do. */
  onUnstored(isHigh: boolean): void;
}

/** The units of work of one session: numbers what is added to them, and has them stored. */
export class Ledger {
  /** The fencing number of this ownership. */
  readonly fence: number;
  readonly #owner: LedgerOwner;
  readonly #committer: Committer;
  readonly #limit: number;
  #lastSeq: number;
  #lastOutbound: number;
  /** How many stanzas of this stream were handled; `undefined` while they are not counted. */
  #inbound: number | undefined = undefined;
  /** The last stanza whose bytes have left; joins the next unit. */
  #delivered = 0;
  #unstored = 0;
  #isPressed = false;

  /** @param limit how many units may wait for the journal before the owner hears of it */
  constructor(owner: LedgerOwner, committer: Committer, snapshot: SessionSnapshot, limit: number) {
    this.#owner = owner;
    this.#committer = committer;
    this.#limit = limit;
    this.fence = snapshot.fence;
    this.#lastSeq = snapshot.lastSeq;
    this.#lastOutbound = snapshot.lastOutbound;
  }

  /** The seq of the last packet. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Begins a unit. */
  unit(): Unit {
    return new Unit(this.#owner.name, this.fence);
  }

  /** Begins the unit of a stanza that came in. */
  inboundUnit(): Unit {
    const unit = this.unit();
    if (this.#inbound === undefined) return unit;
    this.#inbound = addToCount(this.#inbound, 1);
    unit.inbound = this.#inbound;
    return unit;
  }

  /** How many stanzas of this stream were handled; `undefined` while they are not counted. */
  get inbound(): number | undefined {
    return this.#inbound;
  }

  /** From here on stanzas are counted, the next one as the one after `handled`; or not at all. */
  count(handled: number | undefined): void {
    this.#inbound = handled;
  }

  /**
   * Has a unit stored with those before it; one with nothing in it is forgotten.
   *
   * @param isRefusable whether it is a new request, refused where the journal is in trouble
   */
  seal(unit: Unit, isRefusable = false): void {
    if (!unit.isEmpty) this.#add(unit, isRefusable);
  }

  /** Has the journal say whether the session is still ours: a unit with nothing in it. */
  confirm(): void {
    this.#add(this.unit(), false);
  }

  #add(unit: Unit, isRefusable: boolean): void {
    if (this.#delivered > 0) {
      unit.delivered = this.#delivered;
      this.#delivered = 0;
    }
    this.#unstored += 1;
    if (this.#unstored > this.#limit && !this.#isPressed) {
      this.#isPressed = true;
      this.#owner.onUnstored(true);
    }
    this.#committer.add(unit, this.#owner, isRefusable);
  }

  /** A unit was stored, or refused. */
  settled(): void {
    this.#unstored -= 1;
    if (!this.#isPressed || this.#unstored > this.#limit / 2) return;
    this.#isPressed = false;
    this.#owner.onUnstored(false);
  }

  addPacket(
    unit: Unit,
    { key, content, contentSize }: CheckedPacket,
    from: string | undefined,
  ): void {
    this.#lastSeq += 1;
    const { name, runtime } = this.#owner;
    const now = runtime.now();
    unit.emit(new MadePacket(key, content, contentSize, from, name, this.#lastSeq, now));
  }

  addStanza(unit: Unit, xml: string): void {
    this.#lastOutbound += 1;
    unit.send(new MadeStanza(this.#lastOutbound, xml));
  }

  addRequest(unit: Unit, record: PendingRecord, xml: string): void {
    this.#lastOutbound += 1;
    this.addPrepared(unit, record, new MadeStanza(this.#lastOutbound, xml, record.id));
  }

  /** Adds a request and its stanza. What is secret of them is not stored. */
  addPrepared(unit: Unit, record: PendingRecord, stanza: OutboundStanza): void {
    if (record.isSecret === undefined) {
      unit.begin(record);
      unit.send(stanza);
      return;
    }
    unit.begin({ ...record, params: null });
    unit.send({ ...stanza, xml: '' });
    (unit.secrets ??= new Map()).set(stanza.number, stanza.xml);
  }

  /** These stanzas have left, and need no keeping any more. */
  delivered(stanzas: readonly OutboundStanza[]): void {
    this.#delivered = stanzas.at(-1)?.number ?? this.#delivered;
  }

  /** Why nothing can be stored now. */
  get trouble(): Error | undefined {
    return this.#committer.trouble;
  }

  /** Resolves when everything sealed so far is stored, or refused. */
  idle(): Promise<void> {
    return this.#committer.idle();
  }
}

/** Of a class for the reason that `MadePacket` says: it is kept until the server has it. */
class MadeStanza implements OutboundStanza {
  readonly number: number;
  readonly xml: string;
  declare readonly id?: string;

  constructor(number: number, xml: string, id?: string) {
    this.number = number;
    this.xml = xml;
    if (id !== undefined) this.id = id;
  }
}

keepShapeOf(MadeStanza, 0, '');
keepShapeOf(MadeStanza, 0, '', '');
