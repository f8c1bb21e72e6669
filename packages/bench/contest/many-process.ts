/** Many sessions of one contender in a process: what it takes to bring them online, and to keep them. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ContenderName, OpenSession, SessionSetup } from './contender.js';
import { openContender } from './open.js';

/** What the process is told. */
export interface ManySetup {
  readonly contender: ContenderName;
  /** Of Xec: whether everything there is is in use, or what is needed to ask. */
  readonly hasAll?: boolean;
  readonly service: string;
  readonly sessions: number;
  /** How long they idle. */
  readonly idleMs: number;
}

/** What one session costs. */
export interface ManyFigures {
  readonly online: number;
  /** User and system time until it is online, in microseconds. */
  readonly connectUs: number;
  /** Heap and buffers that it keeps, after garbage collection; sockets are in the system besides. */
  readonly heapBytes: number;
  /** Memory of the process. */
  readonly rssBytes: number;
  /** User and system time of a second of idling, in microseconds. */
  readonly idleUs: number;
}

/** So many come before, and do not count: code is compiled, and what is made once is made. */
const FIRST = 50;
const AT_ONCE = 50;

const setup = JSON.parse(process.argv[2] ?? '') as ManySetup; // the parent's own message
const sessions: OpenSession[] = [];
let opened = 0;

const cpuUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

await openAll(FIRST);
const before = memory();
const cpuBefore = cpuUs();
await openAll(setup.sessions);
const connectUs = (cpuUs() - cpuBefore) / setup.sessions;
await wait(500); // what was begun while connecting
const after = memory();
const idleBefore = cpuUs();
await wait(setup.idleMs);
const idleUs = (cpuUs() - idleBefore) / sessions.length / (setup.idleMs / 1000);

const figures: ManyFigures = {
  online: sessions.length - FIRST,
  connectUs,
  heapBytes: (after.heap - before.heap) / setup.sessions,
  rssBytes: (after.rss - before.rss) / setup.sessions,
  idleUs,
};
process.once('disconnect', () => process.exit());
process.send?.(figures);

async function openAll(count: number): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - from) }, () => openOne());
    sessions.push(...(await Promise.all(batch)));
  }
}

async function openOne(): Promise<OpenSession> {
  const { service, contender, hasAll = false } = setup;
  const name = `bench-${(opened += 1)}`;
  const own: SessionSetup = { service, domain: 'bench.example', name };
  if (!hasAll) return openContender(contender, own);
  const { openXec } = await import('./xec.js');
  const { allFeatures } = await import('@xec/xec');
  return openXec(own, { isStored: false, features: allFeatures });
}

function memory(): { readonly heap: number; readonly rss: number } {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
