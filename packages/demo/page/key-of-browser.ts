/** A key that this browser alone has, and never gives away: no script can read it. */

const [DATABASE, STORE, KEY] = ['xec-vault', 'keys', 'tokens'];

/** Gives the key, and makes it where there is none; `undefined` where the browser has no such keys. */
export async function keyOfBrowser(): Promise<CryptoKey | undefined> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto }; // not where there is no https
  if (subtle === undefined) return undefined;
  const made = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const opening = indexedDB.open(DATABASE);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    const store = database.transaction(STORE, 'readwrite').objectStore(STORE);
    const found = (await done(store.get(KEY))) as CryptoKey | undefined; // nothing else is put there
    if (found === undefined) await done(store.put(made, KEY));
    return found ?? made;
  } finally {
    database.close();
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
