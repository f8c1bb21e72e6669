/**
 * Faults of the login: what SASL and bind ask before they answer.
 */
import type { SaslCondition } from '../sasl/mechanism.js';
import { isAccount } from './filter.js';

/** What goes wrong when an account logs in; absent members go right. */
export interface LoginFault {
  readonly refuse?: { readonly condition: SaslCondition; readonly text?: string };
  /** The server's final signature is another one, or not there. */
  readonly signature?: 'missing' | 'wrong';
  /**
   * The nonce of the challenge: the client's and nothing more, one that does not begin with the
   * client's, or the client's with an ending that is always the same.
   */
  readonly nonce?: 'foreign' | 'reused' | 'short';
  /** The iteration count that SCRAM announces and uses. */
  readonly iterations?: number;
  /** The resource that bind gives, whatever was asked for. */
  readonly resource?: string | ((asked: string | undefined) => string);
}

/** Login faults by account; a later one adds to an earlier one. */
export class LoginFaults {
  readonly #faults: { readonly account: string | undefined; readonly fault: LoginFault }[] = [];

  constructor(private readonly domain: string) {}

  /** @param account absent: every account. @returns ends the fault. */
  add(account: string | undefined, fault: LoginFault): () => void {
    const entry = { account, fault };
    this.#faults.push(entry);
    return () => {
      const at = this.#faults.indexOf(entry);
      if (at >= 0) this.#faults.splice(at, 1);
    };
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** Everything that goes wrong for the account `name`. */
  of(name: string): LoginFault {
    let all: LoginFault = {};
    for (const { account, fault } of this.#faults) {
      if (account === undefined || isAccount(account, name, this.domain))
        all = { ...all, ...fault };
    }
    return all;
  }
}
