/**
 * What happens on each new connection before it is used, and the lease.
 */
import type { Ask } from './connection.js';
import { mustSuit, readInfo, survivalOf, warningOf } from './server-info.js';
import type { Settings } from './settings.js';

/**
 * Looks whether a journal may live in this Redis, and renews the owner's lease there.
 *
 * @returns what is stored there survives, in words
 * @throws JournalError when it may not
 */
export async function greet(ask: Ask, settings: Settings): Promise<string> {
  const info = readInfo(String(await ask(['INFO'])));
  mustSuit(info);
  const warning = warningOf(info);
  if (warning !== undefined) settings.onFault(new Error(warning), 'journal: settings of Redis');
  await renewLease(ask, settings);
  return survivalOf(info, await appendfsyncOf(ask));
}

/** Keeps what the owner has for another `leaseMs`. Without memory too, unless the lease has ended. */
export async function renewLease(ask: Ask, { leases, owner, leaseMs }: Settings): Promise<void> {
  const lease = leases + owner;
  if ((await ask(['PEXPIRE', lease, String(leaseMs)])) === 1) return;
  await ask(['SET', lease, '1', 'PX', String(leaseMs)]);
}

/** `undefined` where Redis does not say: hosted ones often refuse CONFIG. */
async function appendfsyncOf(ask: Ask): Promise<string | undefined> {
  try {
    // A map of what was asked for.
    const answer = (await ask(['CONFIG', 'GET', 'appendfsync'])) as { appendfsync?: string };
    return answer.appendfsync;
  } catch {
    return undefined;
  }
}
