/**
 * The process after the one that died: takes its sessions from the journal and resumes them. Says what
 * that took, and then, once the answers come, how many came.
 */
import { systemRuntime } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { BusyTime } from './busy-time.js';
import { forEachOf, makeClients, type RestartSetup } from './sessions.js';

/** What it found. Times are milliseconds since the process began. */
export interface Resumed {
  readonly resumed: number;
  readonly times: readonly number[];
  readonly pending: number;
  /** In which it read the journal and made engines. */
  readonly rehydrationMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number | undefined;
}

const setup = JSON.parse(process.argv[2] ?? '') as RestartSetup; // the parent's own
const journal = sqliteJournal({ file: setup.file });
const rehydration = new BusyTime();
const open = journal.open.bind(journal);
journal.open = (session, options) => {
  rehydration.begin();
  return open(session, options);
};
const runtime = {
  ...systemRuntime,
  point: (point: string) => {
    if (point === 'while-restarting') rehydration.end();
  },
};

const clients = makeClients(setup, journal, runtime);
const times: number[] = [];
let answered = 0;
for (const client of clients) {
  client.packets.subscribe('session_state', ({ content }) => {
    if (content.state === 'online' && content.resumed) times.push(performance.now());
  });
  client.packets.subscribe('ping_server_handle', () => {
    answered += 1;
    if (answered === setup.pending) process.send?.({ answered });
  });
}
await forEachOf(clients, setup.atOnce, (client) => client.connect());
const pending = clients.reduce((all, client) => all + client.pending.length, 0);
const { rss } = process.memoryUsage();
globalThis.gc?.();
process.send?.({
  resumed: times.length,
  times,
  pending,
  rehydrationMs: rehydration.ms,
  rssBytes: rss,
  heapBytes: globalThis.gc === undefined ? undefined : process.memoryUsage().heapUsed,
} satisfies Resumed);
process.once('disconnect', () => process.exit());
