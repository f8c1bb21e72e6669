const ROUNDS = 3;
/** Less than this says nothing, in microseconds. */
const LEAST = 1000;

/**
 * How many times as dear `run(large)` is as `run(small)`: CPU time, the best of three rounds each. Work that
 * grows with the square shows, on machines fast or slow, idle or busy.
 */
export async function costRatio(
  run: (size: number) => unknown,
  { small, large }: { readonly small: number; readonly large: number },
): Promise<number> {
  await run(small);
  return (await leastCost(run, large)) / Math.max(await leastCost(run, small), LEAST);
}

async function leastCost(run: (size: number) => unknown, size: number): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await run(size);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}
