import type { Client } from '@xec/client';
import type { Log } from '@xec/xec';
import type { Person } from '../options.js';
import type { TabShared } from '../tab/tab.js';
import { Account } from './account.js';

/** What an opened account needs to know of the others. */
export interface OpenedOptions {
  readonly person: Person;
  readonly shared: TabShared;
  readonly idleMs: number;
  readonly log: Log;
  /** When the last sign-in of the account is over, milliseconds since 1970. */
  lastEnd(): number | undefined;
  /** Nobody can come back to it: it is to be forgotten. */
  onForget(): void;
  /** Its session goes on, after a rest or for the first time. */
  onAwake?(): void;
}

/**
 * An account that was signed in to: its session goes on while there are tabs, and `idleMs` longer. Then it
 * is suspended, and goes on when a tab of a sign-in that holds comes back.
 */
export class OpenedAccount {
  readonly account: Account;
  readonly #options: OpenedOptions;
  #isAsleep = true;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  /** One thing after the other: going to sleep, waking up. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: OpenedOptions) {
    this.#options = options;
    this.account = new Account(options.person, options.shared, { onEmpty: () => this.rest() });
  }

  get client(): Client {
    return this.#options.person.client;
  }

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  /** Opens the session in the journal, and has it come online. Resolves when the first is done. */
  wake(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(async () => {
      if (!this.#isAsleep) return;
      await this.client.settled();
      this.#isAsleep = false;
      this.#options.onAwake?.();
      this.client.connect().catch(() => undefined); // `session_state` tells how it went
    });
  }

  /** Nobody is there: waits for a while, then sleeps. */
  rest(): void {
    clearTimeout(this.#timer);
    const { idleMs } = this.#options;
    this.#timer = setTimeout(() => void this.#fallAsleep(), idleMs);
    this.#timer.unref();
  }

  /** The account was signed out of: where nobody can come back any more, it need not wait for it. */
  signedOut(): void {
    if (this.#isAsleep && this.account.tabs === 0) this.#waitForLast();
  }

  /** Leaves the session for a later process. */
  sleep(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(async () => {
      if (this.#isAsleep) return;
      this.#isAsleep = true;
      try {
        await this.client.suspend();
      } catch (error) {
        this.#options.log.error('fault', { where: 'suspend', message: String(error) });
      }
    });
  }

  async close(): Promise<void> {
    this.account.close();
    await this.sleep();
  }

  async #fallAsleep(): Promise<void> {
    if (this.account.tabs > 0) return;
    await this.sleep();
    if (this.account.tabs === 0) this.#waitForLast();
  }

  /** Forgets the account, and its password, when its last sign-in is over. */
  #waitForLast(): void {
    clearTimeout(this.#timer);
    const endsAt = this.#options.lastEnd();
    if (endsAt === undefined) {
      this.#options.onForget();
      return;
    }
    this.#timer = setTimeout(() => this.#waitForLast(), Math.max(endsAt - Date.now(), 0) + 1);
    this.#timer.unref();
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const done = this.#last.then(run);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
