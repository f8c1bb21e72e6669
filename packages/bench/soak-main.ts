/**
 * `npm run bench -- soak [minutes=30] [sessions=1000] [--json]`: what creeps in a long run.
 *
 * Ends with an error where memory rises or falls by more than 2 %, timers are more than 50 ms late (p99),
 * or anything was lost.
 */
import { parseArgs } from 'node:util';
import { numberFrom } from './number-from.js';
import { measureSoak } from './soak/measure.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const minutes = numberFrom(positionals[0], 30, 'a number of minutes');
const sessions = numberFrom(positionals[1], 1000, 'a number of sessions');

const figures = await measureSoak({ sessions, ms: minutes * 60_000 });
const { sent, received, faults, lagP50Ms, lagP99Ms, lagMaxMs, heap, heapSlope } = figures;
const mebibytes = (bytes = NaN): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
if (values.json) console.log(JSON.stringify(figures));
else {
  console.log(`sessions ${sessions}, messages ${sent}, arrived ${received}, faults ${faults}`);
  console.log(
    `heap ${mebibytes(heap[0])} first, ${mebibytes(heap.at(-1))} last, ` +
      `slope ${(heapSlope * 100).toFixed(2)} %; RSS ${mebibytes(figures.rssBytes)}`,
  );
  console.log(
    `loop lag p50 ${lagP50Ms.toFixed(1)} ms, p99 ${lagP99Ms.toFixed(1)} ms, ` +
      `largest ${lagMaxMs.toFixed(0)} ms`,
  );
}
const isWhole = received === sent && faults === 0;
if (!isWhole || Math.abs(heapSlope) > 0.02 || lagP99Ms > 50) process.exitCode = 1;
