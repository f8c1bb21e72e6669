import type { Random } from '@xec/testing/random';
import type { World } from '../run/world.js';
import { faults, type FaultName } from './faults.js';
import type { Mix } from './mixes.js';

/** What a fault is done to, where it can be done to it once at a time. */
const single: Readonly<Partial<Record<FaultName, string>>> = {
  restart: 'server',
  killRedis: 'Redis',
  pauseRedis: 'Redis',
  stall: 'way',
};

/**
 * Lets faults happen by chance until `signal` aborts; resolves when the last of them is over.
 *
 * @param meanMs how long until the next one begins, on average
 */
export async function randomFaults(
  world: World,
  random: Random,
  mix: Mix,
  meanMs: number,
  signal: AbortSignal,
): Promise<void> {
  const going = new Set<Promise<void>>();
  const busy = new Set<string>();
  for (;;) {
    await sleep(random.wait(meanMs), signal);
    if (signal.aborted) break;
    // The random choice is made in any case: what goes on must not change what comes later.
    const name = random.weighted(mix);
    const chance = random.fork();
    const victim = single[name];
    if (victim !== undefined && busy.has(victim)) continue;
    if (victim !== undefined) busy.add(victim);
    const fault = faults[name](world, chance)
      .catch((error: unknown) => {
        world.troubles.push(`${name}: ${String(error)}`);
      })
      .finally(() => {
        if (victim !== undefined) busy.delete(victim);
        going.delete(fault);
      });
    going.add(fault);
  }
  await Promise.all(going);
}

/** Waits, or until `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
