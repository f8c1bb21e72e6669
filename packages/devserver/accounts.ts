/**
 * The accounts of a server, in memory: passwords in clear, for every mechanism and fault to use.
 */
import { randomBytes } from 'node:crypto';
import { readJid } from '@xec/stanza';
import { Roster } from './roster.js';
import { deriveKeys, type ScramHash, type ScramKeys } from './sasl/scram-keys.js';
import type { Session } from './session.js';

export class Account {
  readonly roster = new Roster();
  /** Prepared JIDs that nothing goes to and comes from (XEP-0191). */
  readonly blocked = new Set<string>();
  /** The bound sessions by resource. */
  readonly sessions = new Map<string, Session>();
  readonly #keys = new Map<string, ScramKeys>();
  #password: string;

  constructor(
    readonly name: string,
    /** The bare JID. */
    readonly jid: string,
    password: string,
    /** Made by ANONYMOUS: gone with its session. */
    readonly isTemporary = false,
  ) {
    this.#password = password;
  }

  get password(): string {
    return this.#password;
  }

  /** A new one: the next login needs it. */
  set password(password: string) {
    this.#password = password;
    this.#keys.clear();
  }

  /** The keys for SCRAM, derived when first asked for. */
  keys(hash: ScramHash, iterations: number): ScramKeys {
    const key = `${hash} ${iterations}`;
    let keys = this.#keys.get(key);
    if (keys === undefined) {
      keys = deriveKeys(hash, this.password, randomBytes(16), iterations);
      this.#keys.set(key, keys);
    }
    return keys;
  }

  /** The sessions that sent available presence. */
  available(): Session[] {
    return [...this.sessions.values()].filter((session) => session.isAvailable);
  }
}

export class Accounts {
  readonly #accounts = new Map<string, Account>();

  constructor(readonly domain: string) {}

  find(name: string): Account | undefined {
    return this.#accounts.get(name);
  }

  /** The account at a bare or full JID, as text. */
  at(address: string): Account | undefined {
    const jid = readJid(address);
    if (jid?.local === undefined || jid.domain !== this.domain) return undefined;
    return this.#accounts.get(jid.local);
  }

  all(): Iterable<Account> {
    return this.#accounts.values();
  }

  /** @param name a prepared localpart. */
  add(name: string, password: string, isTemporary = false): Account {
    if (this.#accounts.has(name)) throw new Error(`the account "${name}" is there already`);
    const account = new Account(name, `${name}@${this.domain}`, password, isTemporary);
    this.#accounts.set(name, account);
    return account;
  }

  remove(name: string): Account | undefined {
    const account = this.#accounts.get(name);
    this.#accounts.delete(name);
    return account;
  }
}
