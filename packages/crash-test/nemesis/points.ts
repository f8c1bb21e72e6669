/**
 * Kills at named points, one after the other.
 */
import { faultPoints, type FaultPoint } from '@xec/xec';
import type { Arming } from '../child/orders.js';
import type { Random } from '@xec/testing/random';
import type { Child } from '../run/child.js';
import type { World } from '../run/world.js';
import { sleep } from './random-faults.js';

/** How long a process may take to reach its point. */
const REACH_MS = 6000;
/** How often a point may be missed before it is given up. */
const TRIES = 5;
/** Sessions work between two kills, for so long on average. */
const WORK_MS = 150;

/** A kill, or two: the second one while the session comes back from the first. */
export type Plan = readonly [FaultPoint] | readonly [FaultPoint, FaultPoint];

/** Each point as often as it takes to make `kills`, in mixed order. */
export function pointPlans(points: readonly FaultPoint[], kills: number, random: Random): Plan[] {
  const plans: Plan[] = [];
  for (let each = 0; each < kills; each += 1) {
    const point = points[each % points.length];
    if (point !== undefined) plans.push([point]);
  }
  return random.shuffled(plans);
}

/** Each pair once, in mixed order. */
export const pairPlans = (random: Random): Plan[] =>
  random.shuffled(faultPoints.flatMap((one) => faultPoints.map((other): Plan => [one, other])));

/** Carries plans out, in as many processes at a time as there are but one. */
export async function killAtPoints(
  world: World,
  random: Random,
  plans: readonly Plan[],
  signal: AbortSignal,
): Promise<void> {
  const left = [...plans];
  const victims = new Set<Child>();
  const workers = Math.max(1, world.supervisor.children.length - 1);
  const work = async (): Promise<void> => {
    for (let plan = left.shift(); plan !== undefined; plan = left.shift()) {
      const isHit = await tryPlan(world, random, plan, victims, signal);
      if (signal.aborted) return;
      if (!isHit) world.troubles.push(`nobody reached ${plan.join(' and ')}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** Carries a plan out at a process that works, at another one if the first does not get there. */
async function tryPlan(
  world: World,
  random: Random,
  plan: Plan,
  victims: Set<Child>,
  signal: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES && !signal.aborted;) {
    await sleep(random.wait(WORK_MS), signal);
    const free = world.supervisor.children.filter(
      (child) => child.isWorking && !victims.has(child),
    );
    if (free.length === 0) continue;
    tries += 1;
    const child = random.pick(free);
    victims.add(child);
    const isHit = await carryOut(world, child, plan, random);
    victims.delete(child);
    if (isHit) return true;
  }
  return false;
}

async function carryOut(
  { supervisor }: World,
  child: Child,
  [first, second]: Plan,
  random: Random,
): Promise<boolean> {
  const one: Arming = { point: first, count: first === RESTART ? 1 : random.between(1, 6) };
  const other: Arming | undefined = second && { point: second, count: 1 };
  let armed = child;
  if (first === RESTART) {
    // It is reached by a process that comes back: its predecessor must go first.
    supervisor.kill(child, one);
    await child.ended;
    const next = supervisor.successor(child);
    if (next === undefined) return false;
    armed = next;
  }
  if (!(await supervisor.killAt(armed, one, REACH_MS, other))) return false;
  if (other === undefined) return true;
  const next = supervisor.successor(armed);
  return next !== undefined && (await supervisor.killAt(next, other, REACH_MS));
}

const RESTART: FaultPoint = 'while-restarting';
