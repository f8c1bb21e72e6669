import { execFile } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { describeWith } from '@xec/testing';

interface Finished {
  readonly status: number | null;
  readonly output: string;
}

/** Runs the built program, as `npm run crash-test` does. */
function crashTest(...args: readonly string[]): Promise<Finished> {
  const main = new URL('dist/main.js', import.meta.url).pathname;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, output, faults) => {
      resolve({ status: child.exitCode, output: `${output}${faults}` });
    });
  });
}

const good = /runs 1, kills \d+, actions \d+, lost 0, double 0, out-of-order 0, unanswered 0$/m;

/** Enough for each point of death to be met; `npm run crash-test` has hundreds. */
const KILLS = 30;

async function survives(...args: readonly string[]): Promise<void> {
  const { status, output } = await crashTest('--seconds', '120', '--kills', String(KILLS), ...args);
  process.stdout.write(output); // for whoever reads the log
  expect(output).toMatch(good);
  expect(status).toBe(0);
  expect(Number(/kills (\d+)/.exec(output)?.[1])).toBeGreaterThanOrEqual(KILLS);
}

describeWith('prosody', 'sessions in SQLite on Prosody', () => {
  it('survive being killed, stopped, moved and cut off', async () => {
    await survives('--seed', '1', '--journal', 'sqlite', '--server', 'prosody');
  }, 240_000);
});

describeWith('redis-server', 'sessions in Redis on the devserver', () => {
  it('survive being killed, stopped, moved and cut off', async () => {
    await survives('--seed', '2', '--journal', 'redis', '--server', 'devserver');
  }, 240_000);
});

it('says what it expects on its command line', async () => {
  expect(await crashTest('--seed', 'x')).toEqual({
    status: 2,
    output: 'expected a whole number after --seed, got "x"\n',
  });
});
