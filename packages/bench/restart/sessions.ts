/** What the process that dies and the one after it have in common. */
import { createClient, systemRuntime, type Client } from '@xec/client';
import { Log, ping, type Journal, type Runtime } from '@xec/xec';

/** What either process is told. */
export interface RestartSetup {
  readonly service: string;
  readonly domain: string;
  readonly file: string;
  readonly sessions: number;
  /** Requests of all sessions together. */
  readonly pending: number;
  /** How many sessions connect at the same time. */
  readonly atOnce: number;
}

const log = new Log({ level: 'error', sink: (line) => console.error(JSON.stringify(line)) });
const features = [ping];

/** One client a session, under names that the next process knows. */
export function makeClients(
  { service, domain, sessions }: RestartSetup,
  journal: Journal,
  runtime: Runtime = systemRuntime,
): Client[] {
  return Array.from({ length: sessions }, (_, user) =>
    createClient({
      jid: `user${user}@${domain}`,
      password: 'secret',
      service,
      features,
      journal,
      runtime,
      session: `user${user}`,
      // A slow machine takes longer than requests wait by default.
      limits: { requestMs: 600_000 },
      log,
    }),
  );
}

/** Does `work` with each item, `atOnce` at a time. */
export async function forEachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const left = items.entries();
  const one = async (): Promise<void> => {
    for (const [index, item] of left) await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
