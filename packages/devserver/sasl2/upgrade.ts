/**
 * XEP-0480: SASL Upgrade Tasks, version 0.2.0 (2024-12-01), the server's side.
 * https://xmpp.org/extensions/xep-0480.html
 */
import { pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { readScramUpgradeHash, scramUpgradeSalt, type Element, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { scramHashOf } from '../mechanisms.js';
import { preparePassword } from '../sasl/encoding.js';
import { hashBytes } from '../sasl/scram-keys.js';

/** One task: the server has the password, so it knows whether the client hashes it right. */
export class Upgrade {
  #isBegun = false;

  constructor(
    readonly task: string,
    private readonly account: Account,
    private readonly iterations: number,
  ) {}

  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** The salt for the client; `undefined` for a task that is none of SCRAM. */
  begin(): XmlElement | undefined {
    const hash = scramHashOf(this.task.replace(/^UPGR-/, ''));
    if (hash === undefined) return undefined;
    this.#isBegun = true;
    return scramUpgradeSalt(this.account.keys(hash, this.iterations));
  }

  /** Whether the client sent RFC 5802's SaltedPassword. */
  isDone(content: readonly Element[]): boolean {
    const hash = scramHashOf(this.task.replace(/^UPGR-/, ''));
    const said = content.map(readScramUpgradeHash).find((each) => each !== undefined);
    if (hash === undefined || said === undefined) return false;
    const { salt, iterations } = this.account.keys(hash, this.iterations);
    const password = preparePassword(this.account.password);
    const salted = pbkdf2Sync(password, salt, iterations, hashBytes[hash], hash);
    return said.length === salted.length && timingSafeEqual(said, salted);
  }
}
