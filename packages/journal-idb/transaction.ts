/** IndexedDB's requests and transactions as promises. */
import type { Keys, Rows, StoreName } from './schema.js';

/** The result of a request. Its transaction stays open while promises of its requests are awaited. */
export const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(errorOf(request));
  });

// What the three give has the declared type, for nobody else writes into our stores.

/** The row under a key. */
export const rowAt = <S extends StoreName>(
  tx: IDBTransaction,
  name: S,
  key: Keys[S],
): Promise<Rows[S] | undefined> =>
  answerOf(tx.objectStore(name).get(key) as IDBRequest<Rows[S] | undefined>);

/** The rows in a range in the order of their keys, `limit` at most. */
export const rowsIn = <S extends StoreName>(
  tx: IDBTransaction,
  name: S,
  range?: IDBKeyRange,
  limit?: number,
): Promise<Rows[S][]> =>
  answerOf(tx.objectStore(name).getAll(range, limit) as IDBRequest<Rows[S][]>);

/** The keys and rows in a range, in the order of the keys. */
export async function entriesIn<S extends StoreName>(
  tx: IDBTransaction,
  name: S,
  range?: IDBKeyRange,
): Promise<{ readonly key: Keys[S]; readonly row: Rows[S] }[]> {
  const [keys, rows] = await Promise.all([
    answerOf(tx.objectStore(name).getAllKeys(range)),
    rowsIn(tx, name, range),
  ]);
  // Both were asked in one transaction: they lie side by side.
  return rows.map((row, index) => ({ key: keys[index] as Keys[S], row }));
}

/** Why a request or transaction failed. An abort has no error of its own. */
export const errorOf = ({ error }: { readonly error: DOMException | null }): DOMException =>
  error ?? new DOMException('the transaction was aborted', 'AbortError');

/**
 * Does `work` in one transaction: when the promise resolves all of it is stored, when it rejects
 * nothing is.
 *
 * @param work - Awaits nothing but {@link answerOf} requests of this very transaction.
 */
export async function transact<T>(
  db: IDBDatabase,
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  options: IDBTransactionOptions,
  work: (tx: IDBTransaction) => Promise<T> | T,
): Promise<T> {
  const tx = db.transaction(names, mode, options);
  const ended = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(errorOf(tx));
  });
  try {
    const result = await work(tx);
    await ended;
    return result;
  } catch (error) {
    // What failed first is the reason; requests that waited then say "aborted" only.
    const reason: unknown = tx.error ?? error;
    ended.catch(() => undefined);
    abort(tx);
    throw reason;
  }
}

function abort(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself: that is what was wanted.
  }
}
