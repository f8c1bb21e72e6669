/**
 * Everything that a run needs: a server, ways to it, peers, a journal, processes.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneFile, startRedis, type RunningRedis } from '@xec/testing';
import type { JournalPlace } from '../child/orders.js';
import { HistoryWriter } from '../history/index.js';
import { Peer } from '../peer/index.js';
import { Random } from '@xec/testing/random';
import { Way, startOurs, startProsody, type CrashServer } from '../servers/index.js';
import type { RunSettings } from './settings.js';
import { Supervisor } from './supervisor.js';

/** How long a session waits between its requests, on average. */
const PACE_MS = 120;

export interface World {
  readonly folder: string;
  readonly history: HistoryWriter;
  readonly server: CrashServer;
  readonly redis: RunningRedis | undefined;
  readonly journal: JournalPlace;
  /** By session. */
  readonly ways: ReadonlyMap<string, Way>;
  readonly peers: readonly Peer[];
  readonly supervisor: Supervisor;
  /** Full JIDs of the sessions. */
  readonly jids: readonly string[];
  /** Faults of the server and other things that must not happen. */
  readonly troubles: string[];
}

/** Builds it up; `close` takes it down again, in whatever state it is. */
export async function openWorld(settings: RunSettings, seed: number) {
  const folder = settings.keep ?? mkdtempSync(join(tmpdir(), 'xec-crash-'));
  mkdirSync(folder, { recursive: true });
  const history = new HistoryWriter(folder, 'run');
  history.write({ e: 'begun', server: settings.server });
  const troubles: string[] = [];
  const closers: (() => unknown)[] = [() => history.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const world = await build(settings, seed, folder, history, troubles, closers);
    return { world, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  settings: RunSettings,
  seed: number,
  folder: string,
  history: HistoryWriter,
  troubles: string[],
  closers: (() => unknown)[],
): Promise<World> {
  const server =
    settings.server === 'prosody'
      ? await startProsody()
      : await startOurs(history, (error) => troubles.push(`the server: ${String(error)}`));
  closers.push(() => server.stop());
  const redis = settings.journal === 'redis' ? await startDurableRedis() : undefined;
  if (redis !== undefined) closers.push(() => redis.stop());
  const journal: JournalPlace =
    redis === undefined
      ? { kind: 'sqlite', file: join(folder, 'journal.sqlite') }
      : { kind: 'redis', url: redis.url };
  const names = Array.from({ length: settings.sessions }, (_, index) => `s${index}`);
  for (const name of [...names, 'peer', 'mallory']) await server.addUser(name, passwordOf(name));
  const ways = new Map<string, Way>();
  for (const name of names) ways.set(name, await Way.open(server.url));
  closers.push(() => Promise.all([...ways.values()].map((way) => way.close())));
  const peers = await openPeers(server, history, seed);
  closers.push(() => {
    for (const peer of peers) peer.close();
  });
  const sessions = names.map((name) => ({
    name,
    jid: `${name}@${server.domain}/crash`,
    password: passwordOf(name),
    service: ways.get(name)?.url ?? '',
  }));
  const supervisor = new Supervisor(
    {
      program: await oneFile(fileURLToPath(new URL('../child/main.js', import.meta.url))),
      processes: settings.processes,
      sessions,
      peer: peers[0]?.jid ?? '',
      journal,
      historyFolder: folder,
      seed,
      paceMs: PACE_MS,
      plant: settings.plant,
    },
    history,
    Random.of(seed, 'supervisor'),
  );
  closers.push(() => supervisor.abort());
  const jids = sessions.map(({ jid }) => jid);
  return { folder, history, server, redis, journal, ways, peers, supervisor, jids, troubles };
}

/** What it said is stored, is. */
const startDurableRedis = (): Promise<RunningRedis> =>
  startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });

async function openPeers(server: CrashServer, history: HistoryWriter, seed: number) {
  const [peer, mallory] = ['peer', 'mallory'].map((user) => {
    const { url: service, domain } = server;
    const account = { user, password: passwordOf(user), domain, resource: 'crash', service };
    return new Peer(account, history, Random.of(seed, user));
  }) as [Peer, Peer]; // two names, two peers
  await mallory.open();
  await peer.open(mallory);
  return [peer, mallory];
}

const passwordOf = (name: string): string => `${name}-pw`;
