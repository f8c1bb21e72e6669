import { expect, it } from '@jest/globals';
import type { SoakFigures } from './soak/soak-process.js';
import { runSoak } from './testing/run.js';

/** A minute says nothing about percents: this finds what keeps every message, or every session. */
it('loses nothing in a minute of traffic, and keeps no more than before', async () => {
  const printed = await runSoak(1, 100);
  process.stdout.write(printed);
  const { sessions, sent, received, faults, heap, heapSlope } = JSON.parse(printed) as SoakFigures;
  expect(sessions).toBe(100);
  expect(sent).toBeGreaterThan(1000);
  expect(received).toBe(sent);
  expect(faults).toBe(0);
  expect(heap).toHaveLength(24);
  expect(heapSlope).toBeLessThan(0.25);
}, 150_000);
