/**
 * A client in a process of its own, with a journal in a file: `startProcess` starts it, and a test
 * kills it. Its argument is a {@link ProcessPlan}.
 */
import { createClient, systemRuntime } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { Log, allFeatures, jsonLines, type FaultPoint } from '@xec/xec';
import type { Order, ProcessPlan, Report } from './plan.js';
import { AskQuestion, question } from './question.js';

const { killAt, journal: file, ...account } = JSON.parse(process.argv[2] ?? '') as ProcessPlan; // startProcess's own
let isArmed = false;

const point = (at: FaultPoint): void => {
  if (isArmed && at === killAt) process.kill(process.pid, 'SIGKILL');
};

const journal = sqliteJournal({ file });
const client = createClient({
  ...account,
  features: [...allFeatures, question],
  journal,
  log: new Log({ level: 'error', sink: jsonLines((line) => console.error(line)) }),
  runtime: { ...systemRuntime, ...(killAt !== undefined && { point }) },
});

client.packets.subscribeAny(
  '*',
  (packet: Report['packet']) =>
    new Promise<void>((resolve) => {
      process.send?.({ packet } satisfies Report, () => resolve());
    }),
  { name: 'parent' },
);

process.on('message', (order: Order) => {
  isArmed = true;
  if ('ask' in order) client.request(new AskQuestion(order.ask)).catch(() => undefined);
  else void suspend();
});

async function suspend(): Promise<void> {
  await client.suspend();
  await journal.close();
  process.disconnect();
}

await client.connect();
