/** Transactions on a database that opens itself, with errors of the journal port. */
import { Connection } from './connection.js';
import { faultOf } from './faults.js';
import type { StoreName } from './schema.js';
import { transact } from './transaction.js';

export type Work<T> = (tx: IDBTransaction) => Promise<T> | T;

export class Store {
  readonly #connection: Connection;
  readonly #options: IDBTransactionOptions;

  constructor(name: string, durability: 'relaxed' | 'strict', onFault: (fault: unknown) => void) {
    this.#connection = new Connection(name, onFault);
    this.#options = { durability };
  }

  /** @throws JournalError */
  read<T>(names: readonly StoreName[], work: Work<T>): Promise<T> {
    return this.#run(names, 'readonly', work);
  }

  /** All of `work` is stored, or nothing. @throws JournalError */
  write<T>(names: readonly StoreName[], work: Work<T>): Promise<T> {
    return this.#run(names, 'readwrite', work);
  }

  /** Transactions that run come to their end; later ones are refused with `closed`. */
  close(): void {
    this.#connection.close();
  }

  async #run<T>(names: readonly StoreName[], mode: IDBTransactionMode, work: Work<T>): Promise<T> {
    const db = await this.#connection.get();
    try {
      return await transact(db, names, mode, this.#options, work);
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === 'unavailable') this.#connection.drop(db);
      throw fault;
    }
  }
}
