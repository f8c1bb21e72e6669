/** Runs in pages: storages that a test drives from outside. */
import { checkStorage } from '../storage/contract.js';
import { IdbStorage } from '../storage/idb.js';

export interface StoragePage {
  check(name: string): Promise<unknown>;
  put(name: string, key: string, value: unknown): Promise<void>;
  load(name: string): Promise<unknown>;
  isOwner(name: string): Promise<boolean>;
}

const page: StoragePage = {
  check: (name) =>
    checkStorage(
      () => new IdbStorage(name),
      async (before) => {
        await before.close();
        return new IdbStorage(name);
      },
    ),
  async put(name, key, value) {
    const storage = new IdbStorage(name);
    storage.put(key, value);
    await storage.close();
  },
  load: (name) => new IdbStorage(name).load(),
  isOwner: (name) => new IdbStorage(name).isOwner(),
};

Object.assign(globalThis, { storagePage: page });
