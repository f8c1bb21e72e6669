/** One contender, asking for a while. */
import { quantile } from '../quantile.js';

/** How a round is run. */
export interface RoundPlan {
  /** How many questions wait for their answer at any time. */
  readonly inFlight: number;
  /** How long new ones are asked. */
  readonly forMs: number;
}

/** What a round found. */
export interface RoundFigures {
  readonly asked: number;
  readonly answered: number;
  /** From the first question to the last answer. */
  readonly ms: number;
  /** From question to answer, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time of the process, its threads and the system for it, in microseconds. */
  readonly cpuUs: number;
}

/** Asks, `inFlight` at a time, for `forMs`, and waits for the last answer. */
export async function runRound(
  ask: () => Promise<unknown>,
  { inFlight, forMs }: RoundPlan,
): Promise<RoundFigures> {
  globalThis.gc?.(); // nobody pays for what others left
  const took: number[] = [];
  let asked = 0;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const askOn = async (): Promise<void> => {
    let now = performance.now();
    do {
      asked += 1;
      const since = now;
      await ask();
      now = performance.now();
      took.push(now - since);
    } while (now - begun < forMs);
  };
  await Promise.all(Array.from({ length: inFlight }, askOn));
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  took.sort((one, other) => one - other);
  return {
    asked,
    answered: took.length,
    ms,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
    cpuUs: user + system,
  };
}
