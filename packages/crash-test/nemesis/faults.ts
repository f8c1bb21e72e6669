/**
 * What can go wrong while sessions work.
 */
import type { Random } from '@xec/testing/random';
import type { World } from '../run/world.js';

/** Does its harm, and resolves when that is over. */
export type Fault = (world: World, random: Random) => Promise<void>;

/** Kills a process: mostly one that works, now and then one that has just begun. */
const kill: Fault = async ({ supervisor }, random) => {
  const { children } = supervisor;
  const working = children.filter(({ isWorking }) => isWorking);
  const chosen = random.chance(0.8) ? working : children;
  if (chosen.length > 0) supervisor.kill(random.pick(chosen));
};

/** Stops a process for a while; as often as not, others take its sessions meanwhile. */
const pause: Fault = async ({ supervisor }, random) => {
  const { children } = supervisor;
  // One at least goes on.
  if (children.length < 2) return;
  await supervisor.pause(random.pick(children), random.between(300, 4000), random.chance(0.6));
};

/** Cuts connections of one session, or of all. */
const cut: Fault = async ({ ways, history }, random) => {
  const all = [...ways];
  const chosen = random.chance(0.2) ? all : [random.pick(all)];
  for (const [session, way] of chosen) {
    history.write({ e: 'disturbed', what: `cut ${session}` });
    way.cut();
  }
};

/** Lets nothing pass for a while, one way or both; then all of it, or nothing ever. */
const stall: Fault = async ({ ways, history }, random) => {
  const [session, way] = random.pick([...ways]);
  const directions = random.pick([['in'], ['out'], ['in', 'out']] as const);
  history.write({ e: 'disturbed', what: `stall ${session} ${directions.join(' and ')}` });
  for (const direction of directions) way.stall(direction);
  await later(random.between(200, 4000));
  if (random.chance(0.5)) way.cut();
  way.flow();
};

/** Restarts the server; one that can may keep its streams. */
const restart: Fault = async ({ server, history }, random) => {
  const keepsStreams = server.canKeepStreams && random.chance(0.7);
  history.write({ e: 'server-down', keepsStreams });
  await server.restart(keepsStreams);
  history.write({ e: 'server-up', keepsStreams });
};

/** Has a session move to another process, in order. */
const move: Fault = async ({ supervisor }, random) => {
  supervisor.move(random.pick(supervisor.sessionNames));
};

/** Kills Redis, and starts it again with what it had stored. */
const killRedis: Fault = async ({ redis, history }, random) => {
  if (redis === undefined) return;
  history.write({ e: 'disturbed', what: 'Redis was killed' });
  await redis.kill();
  await later(random.between(0, 1500));
  await redis.restart();
};

/** Has Redis answer nobody for a while. */
const pauseRedis: Fault = async ({ redis, history }, random) => {
  if (redis === undefined) return;
  history.write({ e: 'disturbed', what: 'Redis pauses' });
  await redis.pause(random.between(100, 2500));
};

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const faults = { kill, pause, cut, stall, restart, move, killRedis, pauseRedis };

export type FaultName = keyof typeof faults;
