import { parse, type Element } from '@xec/stanza';
import type { Handling } from '../dispatch/handling.js';
import { endRequest, type Ending } from '../dispatch/replies.js';
import { ConnectionLostError, type Delivered } from '../errors.js';
import type { OutboundStanza, PendingRecord } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import type { Asking } from './asking.js';
import type { Ledger } from './ledger.js';
import type { PendingEntry, PendingIndex } from './pending.js';

/** The session whose stanzas are on their way. */
export interface DeliveryOwner extends Handling {
  readonly pending: PendingIndex;
  /** Does something after what waits for its turn already. */
  enqueue(work: () => void | Promise<void>): void;
  /** Ends a request in its turn, if it has not ended by then. */
  end(id: string, endingOf: (record: PendingRecord) => Ending): void;
}

/** What a stream left behind that was lost and is not resumed. */
export interface LostStream {
  /** The number of the last stanza that had been sent on it; they need no keeping any more. */
  readonly lastSent: number | undefined;
  /** Numbers of stanzas that have not left, and have no meaning on another stream. */
  readonly withdrawn: readonly number[];
  /** Ids of requests among those. */
  readonly dropped: ReadonlySet<string>;
}

/** What becomes of requests as their stanzas leave, arrive, and are lost. */
export class Deliveries {
  readonly #owner: DeliveryOwner;
  readonly #ledger: Ledger;
  readonly #asking: Asking;

  constructor(owner: DeliveryOwner, ledger: Ledger, asking: Asking) {
    this.#owner = owner;
    this.#ledger = ledger;
    this.#asking = asking;
  }

  /** Bytes of these stanzas have left; the server will say when it has them. */
  left(stanzas: readonly OutboundStanza[]): void {
    for (const { id } of stanzas) if (id !== undefined) this.#owner.pending.mark(id, 'unknown');
  }

  /**
   * Bytes of these stanzas have left to a server that acknowledges nothing: they need no keeping, and
   * a message or presence has no other answer.
   */
  leftForGood(stanzas: readonly OutboundStanza[]): void {
    this.#ledger.delivered(stanzas);
    this.left(stanzas);
    for (const { id, xml } of stanzas) {
      const record = id === undefined ? undefined : this.#owner.pending.get(id);
      if (record === undefined || this.#hasAnswer(record)) continue;
      this.#owner.end(record.id, () => ({ sent: readSent(xml) }));
    }
  }

  /** The server has these stanzas, the last of which is its `count`th of the stream. */
  acknowledged(stanzas: readonly OutboundStanza[], count: number): void {
    this.#owner.enqueue(() => {
      const unit = this.#ledger.unit();
      unit.delivered = stanzas.at(-1)?.number ?? 0;
      unit.acked = count;
      const done = this.#arrived(stanzas, 0, unit);
      if (done !== undefined) {
        return done.then(() => {
          this.#ledger.seal(unit);
        });
      }
      this.#ledger.seal(unit);
      return undefined;
    });
  }

  /** These have not arrived, and are sent on the next stream. */
  notDelivered(stanzas: readonly OutboundStanza[]): void {
    for (const { id } of stanzas) if (id !== undefined) this.#owner.pending.mark(id, 'no');
  }

  /**
   * The stream went and is not resumed: each request that was sent on it has its outcome, or is asked
   * again where that does no harm. Those that have not left wait for the next stream.
   */
  lost({ lastSent, withdrawn, dropped }: LostStream): void {
    this.#owner.enqueue(() => {
      for (const entry of [...this.#owner.pending.entries()]) {
        if (entry.delivered !== 'no' || dropped.has(entry.record.id)) this.#lose(entry);
      }
    });
    this.#owner.enqueue(() => {
      const unit = this.#ledger.unit();
      if (lastSent !== undefined) unit.delivered = lastSent;
      for (const number of withdrawn) unit.withdraw(number);
      this.#owner.learn(unit, { section: 'stream', key: 'current' });
      this.#owner.learn(unit, { section: 'start', key: 'current' });
      this.#ledger.seal(unit);
    });
  }

  /** The session ends for good: every request ends. */
  finish(): void {
    for (const { record, delivered } of [...this.#owner.pending.entries()]) {
      this.#owner.end(record.id, () => lostError(record, delivered));
    }
  }

  #lose(entry: PendingEntry): void {
    const { record, delivered } = entry;
    if (this.#isRepeatable(record) && this.#askAgain(entry)) return;
    this.#owner.end(record.id, () => lostError(record, delivered));
  }

  /** Whether it could be: what the session has learnt since may be why it cannot be built any more. */
  #askAgain(entry: PendingEntry): boolean {
    const unit = this.#ledger.unit();
    try {
      this.#asking.again(unit, entry);
    } catch (refusal) {
      const { name: action, id } = entry.record;
      this.#owner.log.warn('not-asked-again', {
        session: this.#owner.name,
        action,
        id,
        reason: String(refusal),
      });
      return false;
    }
    this.#ledger.seal(unit);
    return true;
  }

  #isRepeatable(record: PendingRecord): boolean {
    if (record.kind !== 'iq' || record.isSetUp || record.isSecret) return false;
    return this.#owner.registry.describe(record)?.idempotent === true;
  }

  /** Whether its end is an answer, and not that it has arrived. */
  #hasAnswer(record: PendingRecord): boolean {
    return record.kind === 'iq' || this.#owner.pending.isAwaited(record.id);
  }

  /** Messages and presence end when they have arrived; a promise only where a handler gave one. */
  #arrived(
    stanzas: readonly OutboundStanza[],
    from: number,
    unit: Unit,
  ): Promise<void> | undefined {
    for (let at = from; at < stanzas.length; at += 1) {
      const stanza = stanzas[at];
      const record = stanza?.id === undefined ? undefined : this.#owner.pending.get(stanza.id);
      if (stanza === undefined || record === undefined) continue;
      this.#owner.pending.mark(record.id, 'yes');
      if (this.#hasAnswer(record)) continue;
      const done = endRequest(this.#owner, unit, record, { sent: readSent(stanza.xml) });
      if (done !== undefined) return done.then(() => this.#arrived(stanzas, at + 1, unit));
    }
    return undefined;
  }
}

const lostError = (record: PendingRecord, delivered: Delivered): Ending => ({
  error: new ConnectionLostError(record.name, delivered),
});

/** What we wrote reads back as it was. */
const readSent = (xml: string): Element => parse(xml);
