import { createHash } from 'node:crypto';
import { parseJid, type Jid } from '@xec/stanza';
import type { Log } from '@xec/xec';
import type { GatewayLimits } from '../limits.js';
import type { Person } from '../options.js';
import type { TabShared } from '../tab/tab.js';
import { Account } from './account.js';
import { OpenedAccount } from './opened.js';
import { refusalOf, SignInRefused } from './refusal.js';
import type { SignIns } from './sign-ins.js';
import type { AccountSource } from './source.js';

/** What all accounts have in common. */
export interface AccountsOptions {
  readonly people: readonly Person[];
  readonly source: AccountSource | undefined;
  readonly signIns: SignIns;
  readonly limits: GatewayLimits;
  readonly log: Log;
  /** What tabs of a person share. @throws TypeError when what is allowed does not fit its features */
  sharedFor(person: Person): TabShared;
  /** A session began, or goes on after a rest: it is looked at. */
  onAwake?(person: Person): void;
  /** Nobody can come back to it. */
  onForget?(person: Person): void;
}

/** Passwords that are being checked: each is a connection to a server. */
const MOST_AT_ONCE = 100;

/** Everybody whom a browser may be: people, and accounts that were signed in to. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #people: ReadonlyMap<string, Account>;
  readonly #opened = new Map<string, OpenedAccount>();
  /** Accounts that are being opened: two browsers that come at once share one session. */
  readonly #opening = new Map<string, Promise<Account>>();
  #isDraining = false;
  #checking = 0;

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#people = new Map(
      options.people.map((person) => [person.id, new Account(person, options.sharedFor(person))]),
    );
    for (const person of options.people) options.onAwake?.(person);
  }

  /** Those who need no password. */
  get people(): readonly Person[] {
    return [...this.#people.values()].map(({ person }) => person);
  }

  /** Whose accounts may sign in with a password. */
  get domains(): readonly string[] {
    return this.#options.source?.domains ?? [];
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** All accounts, and whether their sessions rest. */
  get all(): readonly { readonly account: Account; readonly isAsleep: boolean }[] {
    return [
      ...[...this.#people.values()].map((account) => ({ account, isAsleep: false })),
      ...[...this.#opened.values()].map(({ account, isAsleep }) => ({ account, isAsleep })),
    ];
  }

  get(id: string): Account | undefined {
    return this.#people.get(id) ?? this.#opened.get(id)?.account;
  }

  isPerson(id: string): boolean {
    return this.#people.has(id);
  }

  /** Sees to it that the account's session goes on. */
  async wake(id: string): Promise<void> {
    await this.#opened.get(id)?.wake();
  }

  /** Begins to wait for a tab of an account that has none. */
  rest(id: string): void {
    const opened = this.#opened.get(id);
    if (opened?.account.tabs === 0) opened.rest();
  }

  signedOut(id: string): void {
    this.#opened.get(id)?.signedOut();
  }

  /**
   * Has the account's server check the password, and opens its session where there is none.
   *
   * @throws SignInRefused in words for people
   */
  async signIn(jid: string, password: string): Promise<Account> {
    const { source } = this.#options;
    const account = accountOf(jid);
    if (source === undefined || account === undefined || !source.domains.includes(account.domain)) {
      throw new SignInRefused(403, 'not-allowed', 'Accounts of this domain cannot sign in here.');
    }
    if (this.#isDraining) throw full('The gateway is about to stop.');
    if (this.#checking >= MOST_AT_ONCE) throw full('Too many sign in now. Try again later.');
    this.#checking += 1;
    try {
      // The session may be there already, or come online by what is stored: that is no proof.
      await source.verify(account.bare, password);
      return await this.#sessionOf(source, account.bare, password);
    } catch (error) {
      throw refusalOf(error);
    } finally {
      this.#checking -= 1;
    }
  }

  /** Nobody signs in any more, tabs are told to come back later, and sessions are suspended. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    for (const { account } of this.all) account.closeTabs(1012, 'the gateway restarts');
    await Promise.all([...this.#opened.values()].map((opened) => opened.sleep()));
  }

  /**
   * Ends the session of an account for good, with all its tabs and sign-ins.
   *
   * @returns whether there is one
   */
  async disconnect(id: string): Promise<boolean> {
    const account = this.get(id);
    if (account === undefined) return false;
    this.#options.signIns.endAll(id);
    account.closeTabs(4401, 'signed out');
    await account.person.client.disconnect();
    return true;
  }

  async close(): Promise<void> {
    this.#isDraining = true;
    for (const account of this.#people.values()) account.close();
    await Promise.all([...this.#opened.values()].map((opened) => opened.close()));
  }

  /** The session of an account whose password is right. */
  async #sessionOf(source: AccountSource, jid: string, password: string): Promise<Account> {
    const id = idOf(jid);
    const there = this.#opened.get(id);
    if (there !== undefined) {
      await there.wake();
      await there.client.setPassword(password); // it may have been changed elsewhere
      const { state } = there.client.state;
      if (state === 'ended' || state === 'offline') await there.client.connect();
      return there.account;
    }
    let opening = this.#opening.get(id);
    if (opening === undefined) {
      opening = this.#open(source, id, jid, password).finally(() => this.#opening.delete(id));
      this.#opening.set(id, opening);
    }
    return opening;
  }

  async #open(source: AccountSource, id: string, jid: string, password: string): Promise<Account> {
    const { limits, log, signIns } = this.#options;
    if (this.#opened.size + this.#opening.size >= limits.accounts) {
      throw full('There are too many accounts here now. Try again later.');
    }
    const { client, session } = source.open(jid, password);
    const person: Person = { id, name: jid, client, journal: client.journal, session };
    const opened = new OpenedAccount({
      person,
      shared: this.#options.sharedFor(person),
      idleMs: limits.idleMs,
      log,
      lastEnd: () => signIns.lastEnd(id),
      onForget: () => {
        this.#opened.delete(id);
        void opened.close();
        this.#options.onForget?.(person);
      },
      onAwake: () => this.#options.onAwake?.(person),
    });
    try {
      await opened.wake();
      await client.connect();
    } catch (error) {
      await opened.close();
      throw error;
    }
    if (this.#isDraining) {
      await opened.close();
      throw full('The gateway is about to stop.');
    }
    this.#opened.set(id, opened);
    opened.rest(); // until its first tab comes
    return opened.account;
  }
}

/** What stands in addresses for an account: the same each time, and it says nothing. */
export const idOf = (jid: string): string =>
  createHash('sha256').update(jid).digest('hex').slice(0, 24);

const full = (text: string): SignInRefused =>
  new SignInRefused(503, 'resource-constraint', text, 30_000);

/** The account that a text names, prepared: however it is written, it is one. */
export function accountOf(text: string): Jid | undefined {
  try {
    const jid = parseJid(text).toBare();
    return jid.local === undefined ? undefined : jid;
  } catch {
    return undefined;
  }
}
