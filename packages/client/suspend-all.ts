import { systemRuntime } from '@xec/session';
import type { Journal } from '@xec/xec';
import type { Client } from './client.js';

export interface SuspendAllOptions {
  /** How long it may take, in milliseconds. Default 9,000. */
  readonly withinMs?: number;
}

/**
 * Leaves the sessions of all `clients` for a later process, or another one, and closes their journals:
 * what a process does when it is told to end.
 *
 * ```ts
 * for (const signal of ['SIGTERM', 'SIGINT'] as const) {
 *   process.once(signal, () => void suspendAll(clients).then(() => process.exit()));
 * }
 * ```
 *
 * Never rejects: what fails is in the client's log, and is as safe as after `kill -9`.
 *
 * @returns whether all of it was done in time
 */
export async function suspendAll(
  clients: Iterable<Client>,
  { withinMs = 9000 }: SuspendAllOptions = {},
): Promise<boolean> {
  const all = [...clients];
  let stop: () => void = () => undefined;
  const tooLate = new Promise<false>((resolve) => {
    stop = systemRuntime.later(withinMs, () => {
      resolve(false);
    });
  });
  try {
    return await Promise.race([leave(all), tooLate]);
  } finally {
    stop();
  }
}

async function leave(clients: readonly Client[]): Promise<boolean> {
  const left = await Promise.all(clients.map((client) => isDone(client, () => client.suspend())));
  const journals = new Map<Journal, Client>(clients.map((client) => [client.journal, client]));
  const closed = await Promise.all(
    [...journals].map(([journal, client]) => isDone(client, () => journal.close())),
  );
  return [...left, ...closed].every((each) => each);
}

async function isDone({ log }: Client, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    log.error('fault', { where: 'suspend', message: String(error) });
    return false;
  }
}
