import { expect, it } from '@jest/globals';
import { runBench } from './testing/run.js';

it('brings 1,000 sessions of one process online, and tells what an idle one costs', async () => {
  const printed = await runBench('sessions', '1000');
  process.stdout.write(printed); // for whoever reads the log
  const lines = printed.trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toMatch(/^sessions 1000 .*, online 1000, .* heap per idle session [\d.]+ KiB$/);
  }
}, 120_000);
