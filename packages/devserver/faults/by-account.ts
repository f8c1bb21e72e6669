/**
 * Faults that are asked for by account, each a few members of one shape.
 */
import { isAccount } from './filter.js';

/** Faults by account; a later one adds to an earlier one. */
export class AccountFaults<T extends object> {
  readonly #faults: { readonly account: string | undefined; readonly fault: Partial<T> }[] = [];

  constructor(private readonly domain: string) {}

  /** @param account absent: every account. @returns ends the fault. */
  add(account: string | undefined, fault: Partial<T>): () => void {
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
  of(name: string): Partial<T> {
    let all: Partial<T> = {};
    for (const { account, fault } of this.#faults) {
      if (account === undefined || isAccount(account, name, this.domain))
        all = { ...all, ...fault };
    }
    return all;
  }
}
