/** Sessions that write to one another, until the parent has heard enough. */
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, memoryJournal, type Client } from '@xec/client';
import { Log, PublishMessage, allFeatures } from '@xec/xec';
import { slopeOf } from './slope.js';

/** What the process is told. */
export interface SoakSetup {
  /** A development server with the accounts `user0`, `user1`, …, password `secret`. */
  readonly service: string;
  readonly domain: string;
  readonly sessions: number;
  readonly ms: number;
}

/** What was seen. */
export interface SoakFigures {
  readonly sessions: number;
  readonly sent: number;
  /** Messages that arrived, of those. */
  readonly received: number;
  /** Faults of handlers, sends that failed, sessions that were not online at the end. */
  readonly faults: number;
  /** How late timers were, in milliseconds. */
  readonly lagP50Ms: number;
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
  /** Heap after garbage collection, from the first look to the last, in bytes. */
  readonly heap: readonly number[];
  /** By which share the heap grows in the time of the run, by the line through its second half. */
  readonly heapSlope: number;
  readonly rssBytes: number;
}

const setup = JSON.parse(process.argv[2] ?? '') as SoakSetup; // the parent's own message
const { service, domain, sessions, ms } = setup;
/** Every session writes so often. */
const EACH_MS = 2000;
const TICK_MS = 50;
const LOOKS = 24;
/** So often a timer says how late it is. */
const LATE_MS = 10;

// As many packets as come in a third of the run: what is kept is full then, and what grows afterwards
// grows for ever.
const kept = Math.max(1, Math.round(ms / EACH_MS / 3));
const journal = memoryJournal({ packets: { count: kept } });
let [sent, received, faults] = [0, 0, 0];
const log = new Log({ level: 'error', sink: (line) => console.error(JSON.stringify(line)) });
const clients: Client[] = [];
for (let from = 0; from < sessions; from += 20) {
  const batch = Array.from({ length: Math.min(20, sessions - from) }, (_, at) => open(from + at));
  await Promise.all(batch.map((client) => client.connect()));
  clients.push(...batch);
}

const lag = createHistogram();
const heap: number[] = [];
const talking = setInterval(talk, TICK_MS);
const watching = setInterval(noteLag, LATE_MS);
let next = 0;
let noted = performance.now();
for (let look = 0; look < LOOKS; look += 1) {
  await wait(ms / LOOKS);
  heap.push(heapUsed());
  noted = performance.now(); // looking takes a while, which nobody does in earnest
}
clearInterval(watching);
clearInterval(talking);
await allArrived();

const figures: SoakFigures = {
  ...{ sessions, sent, received, heap },
  faults: faults + clients.filter(({ state }) => state.state !== 'online').length,
  lagP50Ms: lag.percentile(50) / 1000,
  lagP99Ms: lag.percentile(99) / 1000,
  lagMaxMs: lag.max / 1000,
  heapSlope: slopeOf(heap.slice(LOOKS / 2)) * 2,
  rssBytes: process.memoryUsage().rss,
};
process.once('disconnect', () => process.exit());
process.send?.(figures);

/** In microseconds; of nothing, one. */
function noteLag(): void {
  const now = performance.now();
  lag.record(Math.max(1, Math.round((now - noted - LATE_MS) * 1000)));
  noted = now;
}

/** Waits for what is on its way, and not for ever. */
async function allArrived(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (received >= sent) return;
    await wait(100);
  }
}

function open(user: number): Client {
  const client = createClient({
    jid: `user${user}@${domain}`,
    ...{ password: 'secret', service, features: allFeatures, journal, log },
    onFault: () => (faults += 1),
  });
  client.packets.subscribe('message', () => (received += 1));
  return client;
}

/** As many sessions as it takes for each to have its turn in time, each to the next one. */
function talk(): void {
  for (let count = (sessions * TICK_MS) / EACH_MS; count > 0; count -= 1) {
    const from = clients[next % sessions];
    next += 1;
    const to = `user${next % sessions}@${domain}`;
    sent += 1;
    from
      ?.request(new PublishMessage({ to, body: 'What light through yonder window?' }))
      .catch(() => {
        faults += 1;
        sent -= 1;
      });
  }
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
