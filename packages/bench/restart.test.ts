import { expect, it } from '@jest/globals';
import type { RestartFigures } from './index.js';
import { runBench } from './testing/run.js';

it('resumes every session of a process that was killed, and every request has its answer', async () => {
  const figures = JSON.parse(await runBench('restart', '3', '10', '--json')) as RestartFigures;
  expect(figures).toMatchObject({ sessions: 3, resumed: 3, pending: 10, answered: 10 });
  const { p50Ms, p99Ms, maxMs, recordsPerSecond, rssBytes } = figures;
  expect(p50Ms).toBeGreaterThan(0);
  expect(maxMs).toBeGreaterThanOrEqual(p99Ms);
  expect(recordsPerSecond).toBeGreaterThan(0);
  expect(rssBytes).toBeGreaterThan(0);
}, 120_000);
