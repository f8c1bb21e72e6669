/**
 * What a journal costs: action round trips of one client against one and the same server, with each
 * journal, and of xmpp.js, which stores nothing.
 */
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis, type RunningRedis } from '@xec/testing';
import { median } from '../quantile.js';
import { Worker } from '../worker.js';
import { contenderNames, type ContenderName, type ContenderSetup } from './contenders.js';
import type { RoundFigures, RoundPlan } from './round.js';

/** What a run needs. */
export interface JournalsRun {
  /** Default: all there are. Those of Redis need `redis-server`. */
  readonly contenders?: readonly ContenderName[];
  readonly rounds: number;
  /** How long a round lasts. */
  readonly roundMs: number;
  /** How many questions are in flight, for each kind of round. */
  readonly inFlight: readonly number[];
}

/** Medians of one contender's rounds of one kind. */
export interface JournalFigures {
  readonly contender: ContenderName;
  readonly inFlight: number;
  readonly asked: number;
  readonly answered: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time of the client's process for a round trip, in microseconds. */
  readonly cpuUs: number;
  /** The share of the time in which the server's process was busy: near 1, it is what is measured. */
  readonly serverBusy: number;
  /** Round trips a second against others' in the same round; the median of those ratios. */
  readonly timesMemory: number | undefined;
  readonly timesXmppJs: number | undefined;
  /** What each round showed, in order: ratios are of one round. */
  readonly perRound: readonly RoundCost[];
}

/** Round trips a second, and CPU time of one in microseconds, of one round. */
export interface RoundCost {
  readonly perSecond: number;
  readonly cpuUs: number;
}

type Server = Worker<string, object, NodeJS.CpuUsage>;
type Client = Worker<string, RoundPlan, RoundFigures>;

/** A round, and what the server did meanwhile. */
interface Round extends RoundFigures {
  readonly serverUs: number;
}

/** Runs all contenders in turns: each round has one of each, so that a busy machine is busy for all. */
export async function measureJournals(run: JournalsRun): Promise<JournalFigures[]> {
  const names = run.contenders ?? contenderNames;
  const folder = await mkdtemp(join(tmpdir(), 'xec-bench-'));
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const server: Server = await Worker.start('./server/responder-process.js');
    closers.push(() => server.stop());
    const clients = new Map<ContenderName, Client>();
    for (const name of names) {
      const redis = await redisFor(name);
      if (redis !== undefined) closers.push(() => redis.stop());
      const own = join(folder, name);
      await mkdir(own);
      const setup: ContenderSetup = {
        name,
        service: server.ready,
        folder: own,
        redis: redis?.url,
      };
      const client: Client = await Worker.start('./journals/contender-process.js', setup);
      closers.push(() => client.stop());
      clients.set(name, client);
    }
    const figures: JournalFigures[] = [];
    for (const inFlight of run.inFlight) {
      figures.push(...(await measure(run, inFlight, server, clients)));
    }
    return figures;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function redisFor(name: ContenderName): Promise<RunningRedis | undefined> {
  const [kind, fsync = ''] = name.split(' ');
  if (kind !== 'redis') return undefined;
  return startRedis({ args: ['--appendonly', 'yes', '--appendfsync', fsync] });
}

async function measure(
  { rounds, roundMs }: JournalsRun,
  inFlight: number,
  server: Server,
  clients: ReadonlyMap<ContenderName, Client>,
): Promise<JournalFigures[]> {
  const plan = { inFlight, forMs: roundMs };
  const found = new Map<ContenderName, Round[]>();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, client] of clients) {
      const before = await server.ask({});
      const figures = await client.ask(plan);
      const after = await server.ask({});
      if (round < 0) continue; // code is compiled, tables are made
      const serverUs = after.user + after.system - before.user - before.system;
      found.set(name, [...(found.get(name) ?? []), { ...figures, serverUs }]);
    }
  }
  return Array.from(found, ([contender, own]) => ({
    contender,
    inFlight,
    ...summaryOf(own),
    timesMemory: ratioOf(own, found.get('memory')),
    timesXmppJs: ratioOf(own, found.get('xmpp.js')),
    perRound: own.map((round) => ({
      perSecond: perSecond(round),
      cpuUs: round.cpuUs / round.answered,
    })),
  }));
}

const summaryOf = (rounds: readonly Round[]) => ({
  asked: sum(rounds.map(({ asked }) => asked)),
  answered: sum(rounds.map(({ answered }) => answered)),
  perSecond: median(rounds.map(perSecond)),
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  cpuUs: median(rounds.map(({ cpuUs, answered }) => cpuUs / answered)),
  serverBusy: median(rounds.map(({ serverUs, ms }) => serverUs / ms / 1000)),
});

function ratioOf(own: readonly Round[], others: readonly Round[] | undefined): number | undefined {
  if (others === undefined) return undefined;
  return median(
    own.flatMap((round, index) => {
      const other = others[index];
      return other === undefined ? [] : [perSecond(round) / perSecond(other)];
    }),
  );
}

const perSecond = ({ answered, ms }: Round): number => (answered / ms) * 1000;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
