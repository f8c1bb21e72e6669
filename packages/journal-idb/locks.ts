/** Life shown by Web Locks: the browser lets go of a lock when its page or worker is gone. */

import { faultOf } from './faults.js';

/** A page that is being left keeps its locks for a moment: a reload must not find itself. */
const GRACE_MS = 500;

const nameOf = (id: string): string => `xec-owner-${id}`;

/** `undefined` outside secure contexts, in old browsers and outside of them. */
export function lockManager(): LockManager | undefined {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: LockManager } };
  return navigator?.locks; // DOM's declaration has it always
}

/**
 * Takes the lock of `id`.
 *
 * @returns how to let it go; `undefined` when somebody else has it
 */
export async function takeLock(locks: LockManager, id: string): Promise<(() => void) | undefined> {
  let letGo: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const isTaken = await withinGrace((signal) => {
    return new Promise((resolve, reject) => {
      locks
        .request(nameOf(id), { signal }, () => {
          resolve();
          return held;
        })
        .catch(reject);
    });
  });
  return isTaken ? letGo : undefined;
}

/** Whether somebody has the lock of `id`, and keeps it. */
export async function isLocked(locks: LockManager, id: string): Promise<boolean> {
  return !(await withinGrace((signal) =>
    locks.request(nameOf(id), { mode: 'shared', signal }, () => undefined),
  ));
}

/** Whether the lock was granted before the grace was over. */
async function withinGrace(ask: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), GRACE_MS);
  try {
    await ask(abort.signal);
    return true;
  } catch (error) {
    if (abort.signal.aborted) return false;
    throw faultOf(error);
  } finally {
    clearTimeout(timer);
  }
}
