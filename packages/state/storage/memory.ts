import type { StateStorage, StoredRow } from './storage.js';

/** Keeps everything until the page goes. */
export class MemoryStorage implements StateStorage {
  readonly #rows = new Map<string, string>();

  load(): Promise<readonly StoredRow[]> {
    const rows = [...this.#rows].map(([key, text]) => ({
      key,
      value: JSON.parse(text) as unknown,
    }));
    return Promise.resolve(rows);
  }

  put(key: string, value: unknown): void {
    this.#rows.set(key, JSON.stringify(value));
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  isOwner(): Promise<boolean> {
    return Promise.resolve(true);
  }

  clear(): Promise<void> {
    this.#rows.clear();
    return Promise.resolve();
  }
}
