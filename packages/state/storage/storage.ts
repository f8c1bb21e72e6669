/**
 * Where an interface keeps what it knows, so that it opens at once, and without a network.
 */

/** One row: plain data under a key, which says first what kind of row it is. */
export interface StoredRow {
  readonly key: string;
  readonly value: unknown;
}

/**
 * The port. What is put is written soon, in its order; nobody waits for it, and nobody is told when it
 * cannot be written: everything here is in an archive, too, or was only a convenience.
 */
export interface StateStorage {
  /** Everything that is kept. */
  load(): Promise<readonly StoredRow[]>;
  /** Puts a row in the place of the one of its key. `value` is plain data. */
  put(key: string, value: unknown): void;
  delete(key: string): void;
  /** Resolves when everything that was put is written, or was given up. */
  settled(): Promise<void>;
  /**
   * Whether nobody else uses this storage now, or whoever does has it later: messages that have not
   * left are sent by one tab.
   */
  isOwner(): Promise<boolean>;
  /** Deletes everything. */
  clear(): Promise<void>;
}
