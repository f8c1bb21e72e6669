import { parseJid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { PreparedRequest } from '../dispatch/handling.js';
import type { Ending } from '../dispatch/replies.js';
import { CancelledError, JournalError, TimeoutError } from '../errors.js';
import type { FactChange } from '../facts.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit, Waiter } from '../journal/unit.js';
import type { Awake } from './awake.js';
import type { Ledger } from './ledger.js';
import type { PendingEntry, PendingIndex } from './pending.js';
import type { RequestOptions } from './ports.js';
import { prepareRequest, type AskingSession } from './prepare.js';

/** The session that asks, and ends what it asked. */
export interface Asker extends AskingSession, BuildContext {
  readonly pending: PendingIndex;
  /** Learns what a request holds, unless it is known. */
  hold(unit: Unit, fact: FactChange | undefined): void;
  /** If the request's stanza has not left, it will not; gives that one's number. */
  withdraw(id: string): number | undefined;
  /**
   * Ends a request in its turn, if it has not ended by then.
   *
   * @param withdrawn the number of its stanza, where that does not leave any more
   */
  end(id: string, endingOf: (record: PendingRecord) => Ending, withdrawn?: number): void;
  learn(unit: Unit, change: FactChange): void;
}

/** How requests of one session begin, and how they end without an answer. */
export class Asking {
  readonly #asker: Asker;
  readonly #ledger: Ledger;
  readonly #awake: Awake;

  constructor(asker: Asker, ledger: Ledger, awake: Awake) {
    this.#asker = asker;
    this.#ledger = ledger;
    this.#awake = awake;
  }

  request(action: AnyAction, options: RequestOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#ask(action, options, { resolve, reject });
    });
  }

  dispatch(action: AnyAction, options: RequestOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        resolve: () => {
          resolve(id ?? '');
        },
        reject,
      };
      const id = this.#ask(action, options, waiter, waiter);
    });
  }

  /** Adds a prepared request to `unit`. */
  add(
    unit: Unit,
    { record, xml, timeoutMs, holds, facts = [] }: PreparedRequest,
    waiter?: Waiter,
    sentWaiter?: Waiter,
  ): void {
    this.#asker.hold(unit, holds);
    this.#ledger.addRequest(unit, record, xml);
    for (const change of facts) this.#asker.learn(unit, change);
    this.wait(record, waiter, timeoutMs, sentWaiter);
  }

  /** Waits for the answer to a stored request, `timeoutMs` at most. */
  wait(
    record: PendingRecord,
    waiter: Waiter | undefined,
    timeoutMs: number,
    sentWaiter?: Waiter,
  ): void {
    const awaited = this.#awaitedFrom(record);
    this.#asker.pending.add(record, waiter, sentWaiter, timeoutMs, this.#onExpired, awaited);
  }

  /** One for all requests of the session. */
  readonly #onExpired = ({ id, name }: PendingRecord): void => {
    this.#giveUp(id, () => ({ error: new TimeoutError(name) }));
  };

  /**
   * Asks a request again under a new id, on a new stream: asking twice does no harm. Whoever waits for
   * it goes on waiting, no longer than before.
   */
  again(unit: Unit, { record, waiter, sentWaiter }: PendingEntry): void {
    const asker = this.#asker;
    const leftMs = record.deadline - asker.runtime.now();
    const action = asker.registry.rehydrate(record);
    const request = prepareRequest(
      asker,
      action,
      asker,
      0,
      Math.min(Math.max(leftMs, 1), record.timeoutMs),
    );
    asker.pending.take(record.id);
    unit.take(record.id);
    this.add(unit, request, waiter, sentWaiter);
    waiter?.moved?.(request.record.id);
  }

  /** The bare JID from which a stanza of its own answers the request; absent where none does. */
  #awaitedFrom(record: PendingRecord): string | undefined {
    const { kind, to } = record;
    if (kind === 'iq' || to === undefined) return undefined;
    const isAwaited = this.#asker.registry.describe(record)?.awaitsAnswer === true;
    return isAwaited ? parseJid(to).bare : undefined;
  }

  #ask(
    action: AnyAction,
    options: RequestOptions,
    waiter: Waiter,
    sentWaiter?: Waiter,
  ): string | undefined {
    const { signal, timeoutMs } = options;
    const asker = this.#asker;
    let request: PreparedRequest;
    try {
      this.#awake.mustNotWait(action);
      this.#mustBeStorable();
      if (signal?.aborted === true) throw new CancelledError(action.actionName);
      request = prepareRequest(asker, action, asker, asker.pending.size, timeoutMs);
    } catch (error) {
      waiter.reject(error);
      return undefined;
    }
    const { id } = request.record;
    const unit = this.#ledger.unit();
    const whole = signal === undefined ? waiter : this.#cancelOn(signal, id, waiter);
    this.add(unit, request, whole, sentWaiter);
    this.#ledger.seal(unit, true);
    return id;
  }

  /** @throws JournalError while nothing can be stored: the caller may ask again later */
  #mustBeStorable(): void {
    const cause = this.#ledger.trouble;
    if (cause === undefined) return;
    const text = `the request is not stored and was not sent: ${cause.message}`;
    throw new JournalError('unavailable', text, { cause });
  }

  /** Cancels the request `id` when `signal` aborts, until it has ended. */
  #cancelOn(signal: AbortSignal, asked: string, waiter: Waiter): Waiter {
    let id = asked;
    const cancel = (): void => {
      this.#giveUp(id, ({ name }) => ({ error: new CancelledError(name) }));
    };
    signal.addEventListener('abort', cancel, { once: true });
    return {
      resolve(value) {
        signal.removeEventListener('abort', cancel);
        waiter.resolve(value);
      },
      reject(error) {
        signal.removeEventListener('abort', cancel);
        waiter.reject(error);
      },
      moved(again) {
        id = again;
      },
    };
  }

  /** Only what is stored has an outcome: what the journal refuses meanwhile was never asked. */
  #giveUp(id: string, endingOf: (record: PendingRecord) => Ending): void {
    const asker = this.#asker;
    asker.pending.whenStored(id, () => {
      asker.end(id, endingOf, asker.withdraw(id));
    });
  }
}
