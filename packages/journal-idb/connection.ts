/** The connection to the database: opened at first use, and again after it went. */
import { JournalError } from '@xec/xec';
import { closed, faultOf } from './faults.js';
import { SCHEMA_VERSION, STORES, upgrade } from './schema.js';
import { errorOf } from './transaction.js';

/** How long opening may take; some browsers never answer when their store is broken. */
const OPEN_TIMEOUT_MS = 10_000;

export class Connection {
  readonly #name: string;
  readonly #onFault: (fault: unknown) => void;
  #db: IDBDatabase | undefined;
  /** While a request to open has no answer, and it may have failed long before: none is made twice. */
  #opening: Promise<IDBDatabase> | undefined;
  #isClosed = false;

  constructor(name: string, onFault: (fault: unknown) => void) {
    this.#name = name;
    this.#onFault = onFault;
  }

  /** @throws JournalError */
  async get(): Promise<IDBDatabase> {
    if (this.#isClosed) throw closed();
    return this.#db ?? (this.#opening ??= this.#open(factory()));
  }

  /** Lets a connection go that failed: the next call opens another one. */
  drop(db: IDBDatabase): void {
    db.close(); // transactions that run come to their end
    if (this.#db === db) this.#db = undefined;
  }

  close(): void {
    this.#isClosed = true;
    if (this.#db !== undefined) this.drop(this.#db);
  }

  #open(idb: IDBFactory): Promise<IDBDatabase> {
    const request = openRequest(idb, this.#name, SCHEMA_VERSION);
    const opening = new Promise<IDBDatabase>((resolve, reject) => {
      const late = (why: string) => reject(new JournalError('unavailable', why));
      const timer = setTimeout(() => late('IndexedDB does not answer'), OPEN_TIMEOUT_MS);
      request.onblocked = () => late('another tab keeps an older database open: close it');
      request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
      request.onerror = () => {
        clearTimeout(timer);
        this.#opening = undefined;
        void this.#reasonOf(idb, errorOf(request)).then(reject);
      };
      request.onsuccess = () => {
        clearTimeout(timer);
        this.#opening = undefined;
        try {
          resolve(this.#adopt(request.result));
        } catch (error) {
          request.result.close();
          reject(faultOf(error));
        }
      };
    });
    opening.catch(() => undefined); // those who called hear of it
    return opening;
  }

  #adopt(db: IDBDatabase): IDBDatabase {
    if (this.#isClosed) throw closed();
    const missing = STORES.filter((name) => !db.objectStoreNames.contains(name));
    if (missing.length > 0) {
      const what = `the database "${this.#name}" is somebody else's: it has no ${missing.join(', ')}`;
      throw new JournalError('refused', what);
    }
    // Another tab upgrades or deletes the database, and waits for us.
    db.onversionchange = () => this.drop(db);
    db.onclose = () => {
      this.drop(db);
      this.#onFault(new JournalError('unavailable', 'the browser closed the database'));
    };
    this.#db = db;
    return db;
  }

  async #reasonOf(idb: IDBFactory, error: DOMException): Promise<JournalError> {
    if (error.name !== 'VersionError') return faultOf(error);
    const stored = await storedVersion(idb, this.#name);
    const what = `the database "${this.#name}" has version ${stored}, this program knows ${SCHEMA_VERSION}`;
    return new JournalError('refused', `${what}: a newer program wrote it; reload the page`, {
      cause: error,
    });
  }
}

/** @throws JournalError where there is none, or it may not be used */
function factory(): IDBFactory {
  const scope = globalThis as { readonly indexedDB?: IDBFactory | null }; // not everywhere
  try {
    if (scope.indexedDB) return scope.indexedDB;
  } catch (error) {
    throw faultOf(error); // a frame without an origin may not even look
  }
  throw new JournalError(
    'refused',
    'there is no IndexedDB here: it is of browsers, and some have none in private windows',
  );
}

function openRequest(idb: IDBFactory, name: string, version?: number): IDBOpenDBRequest {
  try {
    return idb.open(name, version);
  } catch (error) {
    throw faultOf(error);
  }
}

/** The version of a database that is there; `unknown` when it cannot be told. */
const storedVersion = (idb: IDBFactory, name: string): Promise<number | 'unknown'> =>
  new Promise((resolve) => {
    const request = idb.open(name);
    request.onerror = () => resolve('unknown');
    request.onsuccess = () => {
      resolve(request.result.version);
      request.result.close();
    };
  });
