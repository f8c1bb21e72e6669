import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { PreparedRequest } from '../dispatch/handling.js';
import type { Ending } from '../dispatch/replies.js';
import { CancelledError, TimeoutError } from '../errors.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit, Waiter } from '../journal/unit.js';
import type { Awake } from './awake.js';
import type { Ledger } from './ledger.js';
import type { PendingIndex } from './pending.js';
import type { RequestOptions } from './ports.js';
import { prepareRequest, type AskingSession } from './prepare.js';

/** The session that asks, and ends what it asked. */
export interface Asker extends AskingSession, BuildContext {
  readonly pending: PendingIndex;
  /** If the request's stanza has not left, it need not. */
  withdraw(id: string): void;
  /** Ends a request in its turn, if it has not ended by then. */
  end(id: string, endingOf: (record: PendingRecord) => Ending): void;
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
    { record, xml, timeoutMs }: PreparedRequest,
    waiter?: Waiter,
    sentWaiter?: Waiter,
  ): void {
    this.#ledger.addStanza(unit, xml, record.id);
    unit.pending.push(record);
    this.wait(record, waiter, timeoutMs, sentWaiter);
  }

  /** Waits for the answer to a stored request, `timeoutMs` at most. */
  wait(
    record: PendingRecord,
    waiter: Waiter | undefined,
    timeoutMs: number,
    sentWaiter?: Waiter,
  ): void {
    this.#asker.pending.add(record, waiter, sentWaiter, timeoutMs, () => {
      this.#giveUp(record.id, () => ({ error: new TimeoutError(record.name) }));
    });
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
    this.#ledger.seal(unit);
    return id;
  }

  /** Cancels the request `id` when `signal` aborts, until it has ended. */
  #cancelOn(signal: AbortSignal, id: string, waiter: Waiter): Waiter {
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
    };
  }

  #giveUp(id: string, endingOf: (record: PendingRecord) => Ending): void {
    this.#asker.withdraw(id);
    this.#asker.end(id, endingOf);
  }
}
