import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { plantNames } from './plant/index.js';

const MAX_RUNS = 20;
const settings = '--kills 4 --sessions 4 --processes 2 --seconds 20';

/** Runs the built program once; gives how many violations it counted. */
function violations(plant: string, seed: number): Promise<number> {
  const main = new URL('dist/main.js', import.meta.url).pathname;
  const args = [main, '--plant', plant, '--seed', String(seed), ...settings.split(' ')];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (_error, output) => {
      const folder = /its history is in (.+)/.exec(output)?.[1];
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      const counts = /lost (\d+), double (\d+), out-of-order (\d+), unanswered (\d+)\n$/.exec(
        output,
      );
      resolve((counts ?? []).slice(1).reduce((sum, number) => sum + Number(number), 0));
    });
  });
}

describe('the checker', () => {
  it('has five faults to be tried with', () => {
    expect(plantNames).toHaveLength(5);
  });

  it.each(plantNames)(
    'finds %s',
    async (plant) => {
      for (let seed = 1; seed <= MAX_RUNS; seed += 1) {
        if ((await violations(plant, seed)) > 0) return;
      }
      throw new Error(`${plant} was not found in ${MAX_RUNS} runs`);
    },
    300_000,
  );
});
