/**
 * `npm run bench -- restart [sessions=1000] [pending=10000] [--json]`: how soon the sessions of a
 * process that was killed are back.
 */
import { parseArgs } from 'node:util';
import { numberFrom } from './number-from.js';
import { measureRestart } from './restart/measure.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const sessions = numberFrom(positionals[0], 1000, 'a number of sessions');
const pending = numberFrom(positionals[1], 10_000, 'a number of requests');

const figures = await measureRestart({ sessions, pending, atOnce: Math.min(100, sessions) });
if (values.json) console.log(JSON.stringify(figures));
else {
  const { resumed, p50Ms, p99Ms, maxMs, answered, recordsPerSecond, rssBytes, heapBytes } = figures;
  console.log(
    `sessions ${sessions}, resumed ${resumed} after p50 ${seconds(p50Ms)}, p99 ${seconds(p99Ms)}, ` +
      `all ${seconds(maxMs)}`,
  );
  console.log(
    `requests ${pending}, read and made ready ${figures.pending} at ` +
      `${recordsPerSecond.toFixed(0)} a second, answered ${answered}`,
  );
  console.log(`memory ${mebibytes(rssBytes)}, heap ${mebibytes(heapBytes)}`);
}
if (figures.resumed !== sessions || figures.answered !== pending) process.exitCode = 1;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function mebibytes(bytes: number | undefined): string {
  return bytes === undefined ? 'unknown' : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
