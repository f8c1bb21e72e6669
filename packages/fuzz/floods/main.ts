/**
 * `npm run flood`: what floods and oversized frames do to a client with all features. A line a case: what was heard,
 * how the stream ended, for how long the event loop stood still at most, and the heap before and after, garbage
 * collected. The lag is by the clock, other programs included.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from '@xec/client';
import { allFeatures, silentLog } from '@xec/xec';
import { LAST, type FloodKind, type FloodServer } from './orders.js';

/** How each case connects, and what it is in words. */
const cases: Readonly<
  Record<FloodKind, { readonly via: keyof FloodServer; readonly what: string }>
> = {
  flood: { via: 'ws', what: '10,000 messages at once' },
  slow: { via: 'ws', what: '10,000 messages, to a subscriber that takes its time' },
  huge: { via: 'ws', what: 'a frame of 50 MB' },
  deep: { via: 'ws', what: '100,000 elements inside each other' },
  attributes: { via: 'ws', what: '100,000 attributes of one element' },
  trickle: { via: 'tcp', what: '250 kB in pieces of 16 bytes' },
};

const MIB = 2 ** 20;
const heapMiB = (): string => {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  return (process.memoryUsage().heapUsed / MIB).toFixed(1);
};

const server = fork(fileURLToPath(new URL('server-process.js', import.meta.url)));
const [addresses] = (await once(server, 'message')) as [FloodServer]; // what it says first

/** Runs one case; gives its line. */
async function run(kind: FloodKind): Promise<string> {
  const { via, what } = cases[kind];
  const client = createClient({
    jid: 'juliet@localhost',
    anonymous: true,
    service: addresses[via],
    features: allFeatures,
    setUp: false,
    log: silentLog,
    backoff: { baseMs: 3_600_000, capMs: 3_600_000 },
  });
  let heard = 0;
  const done = outcomeOf(client, async () => {
    heard += 1;
    if (kind === 'slow' && heard % 10 === 0) await wait(1);
  });
  await client.connect();
  const before = heapMiB();
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const cpu = process.cpuUsage();
  server.send(kind);
  const ending = await done;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  await wait(50); // what was let go of goes
  const after = heapMiB();
  await client.disconnect().catch(() => undefined);
  const lag = `lag ${(delay.max / 1e6).toFixed(0)} ms, CPU ${((user + system) / 1e6).toFixed(2)} s`;
  return `${what}: heard ${String(heard)}, ${ending}, ${lag}, heap ${before} to ${after} MiB`;
}

/** Resolves with how it ended: the last message came, or the stream ended and why. */
function outcomeOf(client: Client, hear: () => Promise<void>): Promise<string> {
  return new Promise((resolve) => {
    client.packets.subscribe('message', async ({ content }) => {
      await hear();
      if (content.body === LAST) resolve('stream goes on');
    });
    client.packets.subscribe('session_state', ({ content }) => {
      if (content.state === 'ended' || content.state === 'reconnecting') {
        resolve(`stream ended: ${content.reason.condition}`);
      }
    });
  });
}

// The first round pays for what is compiled and kept once.
await run('flood');
for (const kind of Object.keys(cases) as FloodKind[]) console.log(await run(kind)); // of that very table
server.disconnect();
