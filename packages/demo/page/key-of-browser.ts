/** Keys that this browser alone has, one for each account, and never gives away: no script can read them. */

const [DATABASE, STORE] = ['xec-vault', 'keys'];

/** Gives the account's key, and makes it where there is none; `undefined` where the browser has no such keys. */
export async function keyOfBrowser(account: string): Promise<CryptoKey | undefined> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto }; // not where there is no https
  if (subtle === undefined) return undefined;
  const made = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return withStore(async (store) => {
    const found = (await done(store.get(account))) as CryptoKey | undefined; // nothing else is put there
    if (found === undefined) await done(store.put(made, account));
    return found ?? made;
  });
}

/** Takes the account's key away: what was sealed with it, a token of the server say, is noise from then on. */
export const forgetKey = (account: string): Promise<void> =>
  withStore(async (store) => {
    await done(store.delete(account));
  });

async function withStore<T>(run: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    return await run(database.transaction(STORE, 'readwrite').objectStore(STORE));
  } finally {
    database.close();
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
