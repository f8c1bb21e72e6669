/**
 * A storage in IndexedDB: one object store of rows. What is put within a moment is one transaction.
 */
import type { StateStorage, StoredRow } from './storage.js';

const STORE = 'rows';

/** How long rows are gathered before they are written, in milliseconds. */
const GATHER_MS = 200;

/** The part of browsers' locks that is used here. */
interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable: boolean },
    run: (lock: unknown) => Promise<unknown> | undefined,
  ): Promise<unknown>;
}

export class IdbStorage implements StateStorage {
  readonly #name: string;
  #database: Promise<IDBDatabase> | undefined = undefined;
  /** What is to be written; `undefined` is to be deleted. */
  #waiting = new Map<string, unknown>();
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  #owner: Promise<boolean> | undefined = undefined;

  /** @param name the database's: one for each account */
  constructor(name: string) {
    this.#name = name;
  }

  async load(): Promise<readonly StoredRow[]> {
    const store = (await this.#open()).transaction(STORE).objectStore(STORE);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    // All keys here are texts: see `put`.
    return keys.map((key, at) => ({ key: key as string, value: values[at] as unknown }));
  }

  put(key: string, value: unknown): void {
    // As it is now: whoever put it may change it.
    this.#queue(key, structuredClone(value));
  }

  delete(key: string): void {
    this.#queue(key, undefined);
  }

  settled(): Promise<void> {
    this.#flush();
    return this.#writing;
  }

  /** The tab that has the lock; without locks each tab is. */
  isOwner(): Promise<boolean> {
    const { locks } = navigator as { readonly locks?: Locks }; // not in insecure contexts
    this.#owner ??=
      locks === undefined
        ? Promise.resolve(true)
        : new Promise<boolean>((resolve, reject) => {
            locks
              .request(`${this.#name}:owner`, { ifAvailable: true }, (lock) => {
                resolve(lock !== null);
                // Until the page goes.
                return lock === null ? undefined : new Promise(() => undefined);
              })
              .catch(reject);
          });
    return this.#owner;
  }

  async clear(): Promise<void> {
    this.#waiting.clear();
    await this.settled();
    const transaction = (await this.#open()).transaction(STORE, 'readwrite');
    transaction.objectStore(STORE).clear();
    await finished(transaction);
  }

  /** Closes the database; whoever uses the storage after this opens it again. */
  async close(): Promise<void> {
    await this.settled();
    const database = this.#database;
    this.#database = undefined;
    (await database)?.close();
  }

  #queue(key: string, value: unknown): void {
    this.#waiting.set(key, value);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = this.#waiting;
    if (rows.size === 0) return;
    this.#waiting = new Map();
    // A full disk, a private window: the page goes on without.
    this.#writing = this.#writing.then(() => this.#write(rows)).catch(() => undefined);
  }

  async #write(rows: ReadonlyMap<string, unknown>): Promise<void> {
    const transaction = (await this.#open()).transaction(STORE, 'readwrite');
    const store = transaction.objectStore(STORE);
    for (const [key, value] of rows) {
      if (value === undefined) store.delete(key);
      else store.put(value, key);
    }
    await finished(transaction);
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        const database = request.result;
        // Another tab deletes or upgrades it: it must not wait for us.
        database.onversionchange = () => {
          database.close();
          this.#database = undefined;
        };
        resolve(database);
      };
      request.onerror = () => reject(request.error ?? new Error('the database did not open'));
    });
    return this.#database;
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction ended'));
  });
