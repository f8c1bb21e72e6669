import type { ClientLike } from '../client-like.js';

/** An account whose session lives in the worker. */
export interface OpenedAccount {
  readonly client: ClientLike;
  /** The name of its session in the journal. */
  readonly session: string;
  /** Leaves the session, which may go on later: no tab needs it any more. */
  close(): unknown;
  /** Ends the session for good, and forgets what was kept of it. Default: as `close`. */
  signOut?(): unknown;
}

export interface AccountsOptions {
  /**
   * Opens an account: makes its client and lets it connect. Called once for all tabs, and again when a
   * tab comes with a login after the session has ended.
   *
   * @param login what the first of its tabs gave
   */
  open(account: string, login: unknown): OpenedAccount | Promise<OpenedAccount>;
  /** How long an account without tabs stays, in milliseconds. Default 10,000. */
  readonly lingerMs?: number;
  /** How many accounts there may be at once. Default 10. */
  readonly accounts?: number;
  /** Hears what fails. Default: the worker's `error` event. */
  readonly onFault?: (fault: unknown) => void;
}

interface Entry {
  /** Those that wait to be told when somebody signs the account out. */
  readonly onSignedOut: Set<() => void>;
  readonly opening: Promise<OpenedAccount>;
  opened: OpenedAccount | undefined;
  tabs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The accounts of a worker: each open while it has tabs, and a moment longer. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #onFault: (fault: unknown) => void;
  readonly #entries = new Map<string, Entry>();

  constructor(options: AccountsOptions, onFault: (fault: unknown) => void) {
    this.#options = options;
    this.#onFault = onFault;
  }

  /**
   * A tab needs the account.
   *
   * @param onSignedOut is called when some tab signed it out
   * @returns the account, and how to say that the tab needs it no more
   * @throws what `open` threw
   */
  async enter(
    account: string,
    login: unknown,
    onSignedOut: () => void,
  ): Promise<[OpenedAccount, () => void]> {
    let entry = this.#entries.get(account);
    // A session that ended (a wrong password, say) is not begun anew by itself.
    const hasEnded = entry?.opened?.client.state.state === 'ended';
    if (entry !== undefined && hasEnded && login !== undefined) this.#close(account, entry);
    entry = this.#entries.get(account) ?? this.#open(account, login);
    entry.tabs += 1;
    clearTimeout(entry.timer);
    const own = entry;
    own.onSignedOut.add(onSignedOut);
    let isIn = true;
    const leave = (): void => {
      own.onSignedOut.delete(onSignedOut);
      if (isIn) this.#leave(account, own);
      isIn = false;
    };
    try {
      return [await entry.opening, leave];
    } catch (error) {
      if (this.#entries.get(account) === entry) this.#entries.delete(account);
      throw error;
    }
  }

  /** Ends the account's session for good; all its tabs are told when nothing of it is left. */
  async signOut(account: string): Promise<void> {
    const entry = this.#entries.get(account);
    if (entry === undefined) return;
    this.#entries.delete(account);
    clearTimeout(entry.timer);
    try {
      const opened = await entry.opening;
      await (opened.signOut === undefined ? opened.close() : opened.signOut());
    } catch (fault) {
      this.#onFault(fault);
    }
    for (const tell of [...entry.onSignedOut]) tell();
  }

  /** Leaves all accounts at once. */
  close(): void {
    for (const [account, entry] of this.#entries) this.#close(account, entry);
  }

  #open(account: string, login: unknown): Entry {
    const { accounts = 10 } = this.#options;
    if (this.#entries.size >= accounts) throw new Error(`more than ${accounts} accounts are open`);
    // In a promise, so that what `open` throws at once is the same.
    const opening = Promise.resolve().then(() => this.#options.open(account, login));
    const entry: Entry = {
      ...{ onSignedOut: new Set(), opening, opened: undefined, tabs: 0, timer: undefined },
    };
    this.#entries.set(account, entry);
    opening.then(
      (opened) => (entry.opened = opened),
      () => undefined, // those who wait for it hear of it
    );
    return entry;
  }

  #leave(account: string, entry: Entry): void {
    entry.tabs -= 1;
    if (entry.tabs > 0 || this.#entries.get(account) !== entry) return;
    // A page that is reloaded comes back at once.
    entry.timer = setTimeout(() => this.#close(account, entry), this.#options.lingerMs ?? 10_000);
  }

  #close(account: string, entry: Entry): void {
    this.#entries.delete(account);
    clearTimeout(entry.timer);
    entry.opening.then((opened) => opened.close()).catch(this.#onFault);
  }
}
