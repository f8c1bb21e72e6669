import {
  defaultPacketBounds,
  type Journal,
  type OpenOptions,
  type PacketBounds,
  type PacketPage,
  type SessionSnapshot,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { closed, fenced, owned } from './faults.js';
import { firstKept } from './kept-packets.js';
import { Owner, randomId } from './owner.js';
import { above, allOf, freed, type SessionRow } from './schema.js';
import { take } from './snapshot.js';
import { Store } from './store.js';
import { entriesIn, rowAt, rowsIn } from './transaction.js';
import { WRITTEN, writeUnits } from './write-units.js';

export interface IdbJournalOptions {
  /** The database's name. Default `xec`. */
  readonly name?: string;
  /** How many packets a session keeps for readers that come late; up to an eighth more stay. */
  readonly packets?: Partial<PacketBounds>;
  /**
   * For how long a session belongs to a page that shows no life. Only where there are no Web Locks
   * (pages without https, old browsers): a lock goes with its page at once. Default 60 seconds, for
   * browsers let the timers of hidden pages run once a minute.
   */
  readonly leaseMs?: number;
  /**
   * The id of this owner, unlike all others that live. Default: a random one. A page without Web Locks
   * that keeps it in its `sessionStorage` has its sessions back at once after a reload.
   */
  readonly owner?: string;
  /** Hears what fails in between: renewing the lease, a database that the browser closed. */
  readonly onFault?: (fault: unknown, where: string) => void;
  /**
   * `strict` waits for the disk, at a price; `relaxed`, the default, for the operating system: a power
   * cut may take the last commits.
   */
  readonly durability?: 'relaxed' | 'strict';
}

/** A {@link Journal} in IndexedDB, for pages and workers of all kinds. */
export class IdbJournal implements Journal {
  readonly survives: string;
  readonly isDurable = true;
  readonly #store: Store;
  readonly #owner: Owner;
  readonly #bounds: PacketBounds;
  readonly #onFault: (fault: unknown) => void;
  #closing: Promise<void> | undefined;

  constructor(options: IdbJournalOptions = {}) {
    const { name = 'xec', durability = 'relaxed', leaseMs = 60_000 } = options;
    this.survives = survival[durability];
    this.#bounds = { ...defaultPacketBounds, ...options.packets };
    this.#onFault = (fault) => options.onFault?.(fault, 'journal');
    this.#store = new Store(name, durability, this.#onFault);
    this.#owner = new Owner(this.#store, options.owner ?? randomId(), leaseMs, this.#onFault);
  }

  async open(session: string, { takeOver = false }: OpenOptions = {}): Promise<SessionSnapshot> {
    this.#mustBeOpen();
    await this.#owner.begin(session);
    let dead: string | undefined;
    for (;;) {
      this.#mustBeOpen();
      const found = await this.#store.write(['sessions', 'pending', 'outbound', 'facts'], (tx) =>
        take(tx, session, this.#owner.mark, ({ id }) => takeOver || id === dead),
      );
      if (!('holder' in found)) return found;
      // Asked outside: a transaction ends when it waits for something else.
      const retryMs = await this.#owner.retryMs(found.holder);
      if (retryMs !== undefined) throw owned(session, retryMs);
      dead = found.holder.id;
    }
  }

  async commit(units: readonly UnitOfWork[]): Promise<void> {
    this.#mustBeOpen();
    if (units.length === 0) return;
    await this.#store.write(WRITTEN, (tx) =>
      writeUnits(tx, units, this.#owner.mark.id, this.#bounds),
    );
  }

  async release(session: string, fence: number): Promise<void> {
    this.#mustBeOpen();
    await this.#store.write(['sessions'], async (tx) => {
      const row = await rowAt(tx, 'sessions', session);
      if (row?.fence === fence && this.#owns(row)) {
        tx.objectStore('sessions').put(freed(row), session);
      }
    });
  }

  async packets(session: string, after: number, limit: number): Promise<PacketPage> {
    this.#mustBeOpen();
    return this.#store.read(['sessions', 'packets'], async (tx) => {
      const row = await rowAt(tx, 'sessions', session);
      if (row === undefined) return { packets: [], resync: false };
      const resync = after + 1 < firstKept(row);
      if (limit <= 0) return { packets: [], resync }; // to IndexedDB 0 means all
      const range = above(session, after);
      return { packets: await rowsIn(tx, 'packets', range, atMost(limit)), resync };
    });
  }

  async cursor(session: string, reader: string): Promise<number | undefined> {
    this.#mustBeOpen();
    return this.#store.read(['cursors'], (tx) => rowAt(tx, 'cursors', [session, reader]));
  }

  async moveCursor(session: string, reader: string, seq: number): Promise<void> {
    this.#mustBeOpen();
    await this.#store.write(['sessions', 'cursors'], async (tx) => {
      if ((await rowAt(tx, 'sessions', session)) === undefined) return;
      const place = await rowAt(tx, 'cursors', [session, reader]);
      if (place === undefined || place < seq) tx.objectStore('cursors').put(seq, [session, reader]);
    });
  }

  async setAside(session: string): Promise<readonly SetAside[]> {
    this.#mustBeOpen();
    return this.#store.read(['aside'], (tx) => rowsIn(tx, 'aside', allOf(session)));
  }

  async end(session: string, fence: number): Promise<void> {
    this.#mustBeOpen();
    await this.#store.write(['sessions', 'pending', 'outbound', 'facts'], async (tx) => {
      const row = await rowAt(tx, 'sessions', session);
      if (row === undefined) return;
      if (row.fence !== fence || !this.#owns(row)) throw fenced(session);
      for (const name of ['pending', 'outbound', 'facts']) {
        tx.objectStore(name).delete(allOf(session));
      }
      tx.objectStore('sessions').put({ ...row, inbound: 0, acked: 0 }, session);
    });
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    // What fails here is free all the same, when the lock goes or the lease ends.
    if (this.#owner.hasBegun) {
      await this.#store.write(['sessions'], (tx) => this.#releaseAll(tx)).catch(this.#onFault);
      await this.#owner.end().catch(this.#onFault);
    }
    this.#store.close();
  }

  async #releaseAll(tx: IDBTransaction): Promise<void> {
    for (const { key, row } of await entriesIn(tx, 'sessions')) {
      if (this.#owns(row)) tx.objectStore('sessions').put(freed(row), key);
    }
  }

  #owns({ owner }: SessionRow): boolean {
    return owner?.id === this.#owner.mark.id;
  }

  #mustBeOpen(): void {
    if (this.#closing !== undefined) throw closed();
  }
}

/** IndexedDB counts in 32 bits, and refuses more. */
const atMost = (limit: number): number => Math.min(limit, 0xffffffff);

const clearing =
  'not the clearing of site data, by the user or by a browser in need of room ' +
  '(navigator.storage.persist() asks it to spare this site)';

const survival = {
  relaxed: `reload and crash of page and browser; a power cut may take the last commits; ${clearing}`,
  strict: `reload and crash of page, browser and machine; ${clearing}`,
};

/** A journal for a browser: `createClient({ …, journal: idbJournal() })`. */
export const idbJournal = (options?: IdbJournalOptions): IdbJournal => new IdbJournal(options);
