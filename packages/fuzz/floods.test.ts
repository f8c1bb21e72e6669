import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** How much more there may be afterwards, in MiB: what is compiled meanwhile, and the bounded log of packets. */
const MAX_KEPT = 8;

it('floods and oversized frames are taken or refused, and nothing of them stays (rule 44)', async () => {
  const main = fileURLToPath(new URL('dist/floods/main.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', main]);
  process.stdout.write(stdout); // for whoever reads the log
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => line.replace(/, lag .*/u, ''))).toEqual([
    '10,000 messages at once: heard 10001, stream goes on',
    '10,000 messages, to a subscriber that takes its time: heard 10001, stream goes on',
    'a frame of 50 MB: heard 0, stream ended: too-big',
    '100,000 elements inside each other: heard 0, stream ended: policy-violation',
    '100,000 attributes of one element: heard 0, stream ended: policy-violation',
    '250 kB in pieces of 16 bytes: heard 2, stream goes on',
  ]);
  for (const line of lines) {
    const [, before = '', after = ''] = /heap ([\d.]+) to ([\d.]+) MiB$/u.exec(line) ?? [];
    expect(Number(after) - Number(before)).toBeLessThan(MAX_KEPT);
  }
}, 120_000);
