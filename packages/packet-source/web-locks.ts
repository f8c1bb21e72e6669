/**
 * Web Locks as signs of life: the browser lets go of a lock when its page or worker is gone.
 */

/** `undefined` outside secure contexts, and outside browsers. */
function lockManager(): LockManager | undefined {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: LockManager } };
  return navigator?.locks; // DOM's declaration has it always
}

/** Whether there are locks here. */
export const hasLocks = (): boolean => lockManager() !== undefined;

/**
 * Takes the lock `name` and keeps it until `signal` aborts. Resolves when it is ours; at once where there
 * are no locks.
 *
 * @throws what `signal` aborted with, where that came first
 */
export function holdLock(name: string, signal: AbortSignal): Promise<void> {
  const locks = lockManager();
  if (locks === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    locks
      .request(name, { signal }, () => {
        resolve();
        return new Promise<void>((letGo) => {
          signal.addEventListener('abort', () => letGo(), { once: true });
        });
      })
      .catch(reject);
  });
}

/** Calls `run` once when nobody has the lock `name` any more, unless `signal` aborts before. */
export function whenGone(name: string, run: () => void, signal: AbortSignal): void {
  // Nobody to tell where it fails: the page is being left, or `signal` aborted.
  lockManager()
    ?.request(name, { mode: 'shared', signal }, () => run())
    .catch(() => undefined);
}

/** A name that nobody else has. `crypto.randomUUID` is missing outside secure contexts. */
export function randomName(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
