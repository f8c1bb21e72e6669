/**
 * How long it takes until the sessions of a process that was killed are there again: another process
 * reads them from its SQLite journal and resumes their streams.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../quantile.js';
import { Worker } from '../worker.js';
import type { HoldingServer } from './holding-server.js';
import type { Resumed } from './resuming-process.js';
import type { RestartSetup } from './sessions.js';

export type RestartRun = Pick<RestartSetup, 'sessions' | 'pending' | 'atOnce'>;

export interface RestartFigures {
  readonly sessions: number;
  /** How many streams were resumed. */
  readonly resumed: number;
  /** From the beginning of the process to `online, resumed`, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** How many requests were pending, and how many of them had their answer in the end. */
  readonly pending: number;
  readonly answered: number;
  /** Requests read from the journal and made ready, in a second of the time that this took. */
  readonly recordsPerSecond: number;
  readonly rssBytes: number;
  /** After garbage collection; `undefined` where the process runs without `--expose-gc`. */
  readonly heapBytes: number | undefined;
}

export async function measureRestart(run: RestartRun): Promise<RestartFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'xec-bench-'));
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const server = await Worker.start<HoldingServer, object, object>(
      './restart/holding-server.js',
      run.sessions,
    );
    closers.push(() => server.stop());
    const { url: service, domain } = server.ready;
    const setup: RestartSetup = { ...run, service, domain, file: join(folder, 'journal.sqlite') };
    const first = await Worker.start('./restart/dying-process.js', setup);
    await first.kill();
    const second = await Worker.start<Resumed, object, { answered: number }>(
      './restart/resuming-process.js',
      setup,
    );
    closers.push(() => second.stop());
    const answers = second.next();
    await server.ask({});
    const { answered } = await answers;
    return { ...figuresOf(second.ready), sessions: run.sessions, answered };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function figuresOf({ times, rehydrationMs, ...rest }: Resumed) {
  const sorted = [...times].sort((one, other) => one - other);
  return {
    ...rest,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    maxMs: sorted.at(-1) ?? NaN,
    recordsPerSecond: (rest.pending / rehydrationMs) * 1000,
  };
}
