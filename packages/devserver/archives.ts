import type { Account } from './accounts.js';
import { Archive } from './archive.js';

/** The archives of accounts: made when first asked for, gone with their account. */
export class Archives {
  readonly #archives = new WeakMap<Account, Archive>();

  constructor(private readonly newId: () => string) {}

  of(account: Account): Archive {
    const archive = this.#archives.get(account) ?? new Archive(this.newId);
    this.#archives.set(account, archive);
    return archive;
  }
}
