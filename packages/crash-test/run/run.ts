/**
 * One run: sessions work, the nemesis does harm, all comes to rest, and the history is checked.
 */
import { rmSync } from 'node:fs';
import { check, type Verdict } from '../checker/index.js';
import { UNHANDLED, readHistory } from '../history/index.js';
import {
  killAtPoints,
  mixOf,
  pairPlans,
  pointPlans,
  pointsOf,
  randomFaults,
  sleep,
} from '../nemesis/index.js';
import { Random } from '@xec/testing/random';
import { noteFinal } from './final.js';
import type { RunSettings } from './settings.js';
import { openWorld, type World } from './world.js';

/** How long until the next fault, on average. */
const FAULT_MS = 200;
/** … where points are hit in turn. */
const FAULT_BESIDE_POINTS_MS = 1500;
/** How long a peer waits until it approaches the next session, on average. */
const APPROACH_MS = 40;
/** The quiet period at the end, at most. */
const REST_MS = 60_000;
/** How long a process may take that is told to end. */
const STOP_MS = 10_000;

/** What a run found. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly kills: number;
  /** What must not happen, and is no matter of the history. */
  readonly troubles: readonly string[];
  /** Where the history is; it stays there only when something is wrong, or when asked to. */
  readonly folder: string;
}

export async function run(settings: RunSettings, seed: number): Promise<RunResult> {
  const { world, close } = await openWorld(settings, seed);
  const { supervisor, folder } = world;
  const troubles: string[] = [];
  try {
    supervisor.start();
    await harm(world, settings, seed);
    troubles.push(...(await comeToRest(world)));
    await noteFinal(world);
  } finally {
    await close();
  }
  const history = readHistory(folder);
  const verdict = check(history);
  for (const line of history) {
    if (line.e === 'fault' && line.where === UNHANDLED) troubles.push(`${line.by}: ${line.text}`);
  }
  troubles.push(...world.troubles, ...supervisor.troubles);
  const isGood = verdict.violations.length === 0 && troubles.length === 0;
  if (isGood && settings.keep === undefined) rmSync(folder, { recursive: true, force: true });
  return { verdict, kills: supervisor.kills, troubles, folder };
}

/** Until enough were killed, or the time is over. */
async function harm(world: World, settings: RunSettings, seed: number): Promise<void> {
  const isOver = AbortSignal.timeout(settings.seconds * 1000);
  const end = new AbortController();
  const signal = AbortSignal.any([isOver, end.signal]);
  const isPlanned = pointsOf(settings).length > 0 || settings.hasPairs;
  const approaches = approach(world, Random.of(seed, 'approaches'), signal);
  const faultMs = isPlanned ? FAULT_BESIDE_POINTS_MS : FAULT_MS;
  const faults = randomFaults(world, Random.of(seed, 'faults'), mixOf(settings), faultMs, signal);
  if (isPlanned) await carryOutPlans(world, settings, seed, signal);
  else await untilKilled(world, settings.kills, signal);
  end.abort();
  await Promise.all([approaches, faults]);
}

async function carryOutPlans(
  world: World,
  settings: RunSettings,
  seed: number,
  signal: AbortSignal,
): Promise<void> {
  const random = Random.of(seed, 'points');
  const points = pointsOf(settings);
  const { hasPairs, kills } = settings;
  if (points.length > 0) {
    await killAtPoints(world, random, pointPlans(points, kills, random), signal);
  }
  if (hasPairs) await killAtPoints(world, random, pairPlans(random), signal);
}

async function untilKilled({ supervisor }: World, kills: number, signal: AbortSignal) {
  while (supervisor.kills < kills && !signal.aborted) await sleep(FAULT_MS, signal);
}

/** Peers approach sessions, several at a time now and then. */
async function approach({ peers, jids }: World, random: Random, signal: AbortSignal) {
  while (!signal.aborted) {
    await sleep(random.wait(APPROACH_MS), signal);
    const to = random.pick(jids);
    const count = random.chance(0.2) ? random.between(2, 5) : 1;
    const peer = random.pick(peers);
    for (let each = 0; each < count; each += 1) peer.approach(to);
  }
}

/** Waits until nothing is pending, and ends the processes. @returns what was in the way */
async function comeToRest({ supervisor, peers }: World): Promise<string[]> {
  const troubles: string[] = [];
  await Promise.all(peers.map((peer) => peer.rest(REST_MS)));
  for (const session of await supervisor.rest(REST_MS)) {
    troubles.push(`${session} did not come to rest`);
  }
  await supervisor.stop(STOP_MS);
  return troubles;
}
