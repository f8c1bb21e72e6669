import type { JournalError } from '../errors.js';
import type { OutboundStanza } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import type { AnyPacket } from '../packet/packet.js';
import type { Runtime } from '../runtime.js';
import type { Ledger } from './ledger.js';
import type { Onlookers } from './onlookers.js';
import type { PendingIndex } from './pending.js';
import type { EngineHost } from './ports.js';

/** The session whose units are committed. */
export interface CommittingSession {
  readonly name: string;
  readonly runtime: Runtime;
  readonly pending: PendingIndex;
  fault(fault: unknown, where: string): void;
}

/**
 * What follows when the journal has answered: only what is stored leaves, is acknowledged, and is told to
 * those who subscribed or wait.
 */
export class AfterCommit {
  readonly #session: CommittingSession;
  readonly #host: EngineHost;
  readonly #ledger: Ledger;
  readonly #onlookers: Onlookers;

  constructor(session: CommittingSession, host: EngineHost, ledger: Ledger, onlookers: Onlookers) {
    this.#session = session;
    this.#host = host;
    this.#ledger = ledger;
    this.#onlookers = onlookers;
  }

  stored(unit: Unit): void {
    this.#ledger.settled();
    for (const { id } of unit.pending) this.#session.pending.stored(id);
    this.#onlookers.stored(unit);
    if (unit.outbound.length > 0) this.#output(unit);
    if (unit.inbound !== undefined) {
      this.#point('after-commit');
      this.#host.onCommitted(unit.inbound);
    }
    for (const packet of unit.packets) this.#publish(packet);
    for (const { waiter, value, error } of unit.settled) {
      if (error === undefined) waiter.resolve(value);
      else waiter.reject(error);
    }
  }

  refused(unit: Unit, error: JournalError): void {
    this.#ledger.settled();
    for (const { id } of unit.pending) this.#session.pending.take(id)?.reject(error);
    for (const { waiter } of unit.settled) waiter.reject(error);
    // A new request that the journal had no room or time for: its caller knows, and no more is amiss.
    if (error.code === 'unavailable' || error.code === 'full') return;
    this.#session.fault(error, 'journal');
    this.#host.onJournalRefusal(error);
  }

  /** These stanzas will not leave. */
  withdraw(numbers: readonly number[]): void {
    const unit = this.#ledger.unit();
    for (const number of numbers) unit.withdraw(number);
    this.#ledger.seal(unit);
  }

  /** Sends what is wanted still: the stanza of a request that has ended meanwhile is not. */
  #output({ outbound, secrets }: Unit): void {
    const wanted: OutboundStanza[] = [];
    const unwanted: number[] = [];
    for (const stanza of outbound) {
      if (stanza.id !== undefined && this.#session.pending.get(stanza.id) === undefined) {
        unwanted.push(stanza.number);
        continue;
      }
      const secret = secrets?.get(stanza.number);
      wanted.push(secret === undefined ? stanza : { ...stanza, xml: secret });
    }
    if (unwanted.length > 0) this.withdraw(unwanted);
    if (wanted.length === 0) return;
    try {
      this.#host.output(wanted);
    } catch (fault) {
      this.#session.fault(fault, 'output');
    }
  }

  #publish(packet: AnyPacket): void {
    this.#point('before-publish');
    try {
      this.#host.publish(packet);
    } catch (fault) {
      this.#session.fault(fault, `packet ${packet.key}`);
    }
    this.#point('after-publish');
  }

  #point(point: 'after-commit' | 'before-publish' | 'after-publish'): void {
    this.#session.runtime.point?.(point, this.#session.name);
  }
}
