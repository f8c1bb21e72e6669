import { write, type Element } from '@xec/stanza';
import { errorFor } from '../dispatch/answer.js';
import { handleStanza } from '../dispatch/handler.js';
import type { Handling } from '../dispatch/handling.js';
import type { Ending } from '../dispatch/replies.js';
import { HandlerFailedError } from '../errors.js';
import type { StartFact } from '../facts.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import type { CarefulStart } from './careful-start.js';
import type { Ledger } from './ledger.js';
import { setAside } from './set-aside.js';

/** The session whose stanzas are handled. */
export interface IntakeOwner extends Handling {
  remember(section: 'start', key: string, value: StartFact): void;
  /** Ends a request in its turn, if it has not ended by then. */
  end(id: string, endingOf: (record: PendingRecord) => Ending): void;
}

/** Handles stanzas, each in a unit of its own that says how many were handled with it. */
export class Intake {
  readonly #owner: IntakeOwner;
  readonly #ledger: Ledger;
  readonly #start: CarefulStart;

  constructor(owner: IntakeOwner, ledger: Ledger, start: CarefulStart) {
    this.#owner = owner;
    this.#ledger = ledger;
    this.#start = start;
  }

  handle(stanza: Element): void | Promise<void> {
    if (this.#start.isCareful) return this.#handleCarefully(stanza);
    return this.#handleNow(stanza);
  }

  #handleNow(stanza: Element): void | Promise<void> {
    const unit = this.#ledger.inboundUnit();
    const done = handleStanza(this.#owner, stanza, unit);
    if (done === undefined) this.#handled(unit);
    else return this.#handledLater(unit, done);
  }

  async #handledLater(unit: Unit, done: Promise<void>): Promise<void> {
    await done;
    this.#handled(unit);
  }

  #handled(unit: Unit): void {
    this.#owner.runtime.point?.('after-handle', this.#owner.name);
    this.#ledger.seal(unit);
  }

  /** Notes the stanza before it is handled: whoever comes after us knows what we died of. */
  async #handleCarefully(stanza: Element): Promise<void> {
    const { inbound } = this.#ledger;
    const fact = inbound === undefined ? this.#start.fact : this.#start.watch(inbound);
    if (fact === undefined) {
      this.#setAside(stanza);
      return;
    }
    this.#owner.remember('start', 'current', fact);
    await this.#ledger.idle();
    await this.#handleNow(stanza);
    await this.#ledger.idle();
  }

  /** Counts a stanza as handled that kills whoever handles it. */
  #setAside(stanza: Element): void {
    const owner = this.#owner;
    const unit = this.#ledger.inboundUnit();
    const reason = 'each process that handled it died';
    setAside(owner, unit, {
      what: `a stanza <${stanza.getName()}/>`,
      reason,
      text: write(stanza),
    });
    const { id, type } = stanza.attrs as { id?: string; type?: string }; // the parser makes strings
    const record = id === undefined ? undefined : owner.pending.get(id);
    if (stanza.getName() === 'iq' && (type === 'get' || type === 'set')) {
      owner.answer(unit, stanza, errorFor(owner.facts, stanza, 'internal-server-error'));
    } else if (record !== undefined) {
      owner.end(record.id, ({ name }) => ({ error: new HandlerFailedError(name, reason) }));
    }
    this.#ledger.seal(unit);
  }
}
