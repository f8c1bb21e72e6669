/** What this browser keeps of an account beside its login, and how it goes. */
import { forgetKey } from './key-of-browser.js';

/** The database of what the widgets show. */
export const stateOf = (account: string): string => `xec-state-${account}`;

/** The database of the session, where this browser holds it. */
export const journalOf = (account: string): string => `xec-journal-${account}`;

/**
 * Forgets the session that this browser holds of the account. What the server gave it to log in with stays
 * in no form that anybody can use, whatever becomes of the rest.
 */
export async function forgetSession(account: string): Promise<void> {
  await forgetKey(account);
  await deleteDatabase(journalOf(account));
}

/** How long another tab may take to let a database go, in milliseconds. */
const LONGEST_MS = 3000;

/** Deletes a database, whoever has it open: those hear of it, and close it. It may be gone a moment later. */
export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LONGEST_MS);
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? new Error(`the database "${name}" was not deleted`));
    };
  });
