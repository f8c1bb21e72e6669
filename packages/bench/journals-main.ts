/**
 * `npm run bench -- journals [rounds=5] [seconds=1] [--json]`: what durability costs.
 *
 * `--only=<contender>`, once or more, leaves the others out; `--in-flight=<number>`, too.
 */
import { parseArgs } from 'node:util';
import { installPeers } from './install-peers.js';
import { contenderNames } from './journals/contenders.js';
import { measureJournals, type JournalFigures } from './journals/measure.js';
import { numberFrom } from './number-from.js';
import { tableOf } from './table.js';

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [...contenderNames] },
    'in-flight': { type: 'string', multiple: true, default: ['1', '1000'] },
  },
  allowPositionals: true,
});
const rounds = numberFrom(positionals[0], 5, 'a number of rounds');
const seconds = numberFrom(positionals[1], 1, 'the length of a round in seconds');
const inFlight = values['in-flight'].map((text) => numberFrom(text, 1, 'a number in flight'));
const HEAD = ['', 'per second', '× memory', '× xmpp.js', 'p50 ms', 'p99 ms', 'CPU µs', 'server'];

const contenders = contenderNames.filter((name) => values.only.includes(name));
if (contenders.includes('xmpp.js')) installPeers();

const figures = await measureJournals({ contenders, rounds, roundMs: seconds * 1000, inFlight });
if (values.json) console.log(JSON.stringify(figures));
else for (const number of inFlight) print(number);
if (figures.some(({ asked, answered }) => asked !== answered)) process.exitCode = 1;

function print(number: number): void {
  const rows = figures.filter((each) => each.inFlight === number).map(cellsOf);
  console.log(`${number} in flight\n${tableOf(HEAD, rows)}\n`);
}

function cellsOf(row: JournalFigures): string[] {
  return [
    row.contender,
    row.perSecond.toFixed(0),
    times(row.timesMemory),
    times(row.timesXmppJs),
    row.p50Ms.toFixed(2),
    row.p99Ms.toFixed(2),
    row.cpuUs.toFixed(0),
    `${(row.serverBusy * 100).toFixed(0)} %`,
  ];
}

function times(ratio: number | undefined): string {
  return ratio === undefined ? '' : ratio.toFixed(2);
}
