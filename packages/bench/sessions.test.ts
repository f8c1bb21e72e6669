import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('brings 1,000 sessions of one process online, and tells what an idle one costs', async () => {
  const main = new URL('dist/sessions-main.js', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', main, '1000'], {
    timeout: 110_000,
  });
  process.stdout.write(stdout); // for whoever reads the log
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toMatch(/^sessions 1000 .*, online 1000, .* heap per idle session [\d.]+ KiB$/);
  }
}, 120_000);
