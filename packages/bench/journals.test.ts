import { expect, it } from '@jest/globals';
import type { JournalFigures } from './index.js';
import { runBench } from './testing/run.js';

it('asks with each journal in turns, and has an answer to every question', async () => {
  const contenders = ['socket alone', 'memory', 'sqlite normal'];
  const only = contenders.map((name) => `--only=${name}`);
  const printed = await runBench('journals', '2', '0.05', ...only, '--json');
  const figures = JSON.parse(printed) as JournalFigures[];
  expect(figures.map(({ contender, inFlight }) => [inFlight, contender])).toEqual(
    [1, 1000].flatMap((inFlight) => contenders.map((contender) => [inFlight, contender])),
  );
  for (const { asked, answered, contender, inFlight, perRound, ...measured } of figures) {
    expect(asked).toBeGreaterThanOrEqual(2 * inFlight);
    expect(answered).toBe(asked);
    expect(perRound).toHaveLength(2);
    expect(contender === 'memory' ? measured.timesMemory : 1).toBe(1);
    for (const figure of Object.values(measured)) expect(figure).toBeGreaterThanOrEqual(0);
  }
}, 120_000);

it('prints a table for people', async () => {
  const printed = await runBench('journals', '1', '0.02', '--only=memory', '--in-flight=3');
  expect(printed).toMatch(/^3 in flight\n.*× memory.*\nmemory +\d+ +1\.00 /);
}, 120_000);
