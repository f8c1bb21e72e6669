/**
 * How many sessions one process carries, and what an idle one costs.
 */
import { createClient, memoryJournal, type Client } from '@xec/client';
import { Log, type Feature } from '@xec/xec';

/** What a run found. */
export interface SessionsFigures {
  readonly sessions: number;
  /** How many were online at the end. */
  readonly online: number;
  /** From the first connection to the last session online, in milliseconds. */
  readonly allOnlineMs: number;
  /**
   * Heap of an idle session, in bytes: after garbage collection, less what was used before.
   * `undefined` where the process runs without `--expose-gc`.
   */
  readonly heapPerSession: number | undefined;
}

/** What a run needs. */
export interface SessionsRun {
  /** The server's address; accounts `user0`, `user1`, … with the password `secret`. */
  readonly service: string;
  readonly domain: string;
  readonly sessions: number;
  readonly features: readonly Feature[];
  /** How many log in at the same time. */
  readonly atOnce: number;
}

/** Brings sessions online, lets them idle, measures, and ends them. */
export async function measureSessions(run: SessionsRun): Promise<SessionsFigures> {
  const journal = memoryJournal();
  const log = new Log({ level: 'silent', sink: () => undefined });
  const clients: Client[] = [];
  const before = heapUsed();
  const begun = performance.now();
  for (let from = 0; from < run.sessions; from += run.atOnce) {
    const batch: Client[] = [];
    for (let user = from; user < Math.min(from + run.atOnce, run.sessions); user += 1) {
      const jid = `user${String(user)}@${run.domain}`;
      const { service, features } = run;
      batch.push(createClient({ jid, password: 'secret', service, features, journal, log }));
    }
    await Promise.all(batch.map((client) => client.connect()));
    clients.push(...batch);
  }
  const allOnlineMs = performance.now() - begun;
  const after = heapUsed();
  const online = clients.filter(({ state }) => state.state === 'online').length;
  await Promise.all(clients.map((client) => client.disconnect()));
  await journal.close();
  return {
    sessions: run.sessions,
    online,
    allOnlineMs,
    heapPerSession:
      before === undefined || after === undefined ? undefined : (after - before) / run.sessions,
  };
}

function heapUsed(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
