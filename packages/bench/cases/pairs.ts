import type { PairsFigures, PairsSetup } from '../contest/pairs-process.js';
import { inRounds } from '../contest/rounds.js';
import type { Case, Scale } from '../report/case.js';
import { Worker } from '../worker.js';
import { cell, ratios } from './contenders.js';
import { inFolder } from './in-folder.js';

const sizes: Record<
  Scale,
  { readonly few: number; readonly many: number; readonly pairs: number; readonly rounds: number }
> = {
  full: { few: 100_000, many: 1_000_000, pairs: 300_000, rounds: 3 },
  quick: { few: 100_000, many: 1_000_000, pairs: 20_000, rounds: 1 },
  small: { few: 100, many: 3000, pairs: 500, rounds: 1 },
};

const names = ['memory, few', 'memory, many', 'sqlite, few', 'sqlite, many'] as const;

/** Whether a full journal is a slow one. */
export const pairs: Case = {
  name: 'pairs',
  about:
    'Requests that begin and end, 100 units a commit, in a journal that holds so many of 1,000 a session.',
  async run({ scale }) {
    const { few, many, pairs: count, rounds } = sizes[scale];
    const found = await inRounds(rounds, names, (name) =>
      inFolder((folder) =>
        runPairs({
          ...{ folder, pairs: count, isStored: name.startsWith('sqlite') },
          pending: name.endsWith('many') ? many : few,
        }),
      ),
    );
    const perSecond = (sample: PairsFigures): number => sample.perSecond;
    return {
      measured: ratios(found, perSecond, {
        pairsSqlite: ['sqlite, many', 'sqlite, few'],
        pairsMemory: ['memory, many', 'memory, few'],
      }),
      tables: [
        {
          title: `${few} (few) and ${many} (many) pending`,
          head: ['', 'pairs per second', 'CPU µs'],
          rows: Array.from(found, ([name, samples]) => [
            ...[name, cell(samples, perSecond, 0)],
            cell(samples, ({ cpuUs }) => cpuUs),
          ]),
        },
      ],
    };
  },
};

async function runPairs(setup: PairsSetup): Promise<PairsFigures> {
  const worker = await Worker.start<PairsFigures, object, never>(
    './contest/pairs-process.js',
    setup,
  );
  await worker.stop();
  return worker.ready;
}
