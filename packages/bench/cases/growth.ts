import { runPiece, startPlayer } from '../contest/piece.js';
import { median } from '../quantile.js';
import type { Case, Plot, Scale, Series } from '../report/case.js';
import { keepMany } from './idle.js';
import { askBeside } from './pending.js';

interface Sizes {
  readonly sessions: readonly number[];
  readonly pending: readonly number[];
  readonly payloads: readonly number[];
  readonly bytes: readonly number[];
  readonly repeats: number;
  /** Of the stanzas' size series, how many bytes are read for each point. */
  readonly volume: number;
}

const sizes: Record<Scale, Sizes> = {
  full: {
    sessions: [10, 100, 1000, 5000],
    pending: [1, 100, 1000, 10_000, 100_000],
    payloads: [10, 100, 1000, 10_000],
    bytes: [100, 560, 2048, 8192, 32_768, 131_072, 262_144],
    ...{ repeats: 3, volume: 16 * 1024 * 1024 },
  },
  quick: {
    sessions: [10, 1000],
    pending: [1, 10_000],
    payloads: [10, 10_000],
    bytes: [100, 262_144],
    ...{ repeats: 1, volume: 2 * 1024 * 1024 },
  },
  small: {
    ...{ sessions: [2, 4], pending: [1, 10], payloads: [1, 10], bytes: [200, 2000] },
    ...{ repeats: 1, volume: 20_000 },
  },
};

type Point = readonly [load: number, cost: number];

/** Cost against load: no figure may grow faster than its load. */
export const growth: Case = {
  name: 'growth',
  about: 'The same work at rising loads: a line that rises less than the load is what is wanted.',
  async run({ scale }) {
    const of = sizes[scale];
    const plots: Plot[] = [
      {
        ...{ file: 'sessions', title: 'Sessions of one process', load: 'sessions' },
        cost: 'CPU µs to connect one',
        series: [await series('xec', of.sessions, of.repeats, connecting)],
      },
      {
        ...{ file: 'pending', title: 'Requests that wait', load: 'pending requests' },
        cost: 'CPU µs a round trip',
        series: [await series('xec', of.pending, of.repeats, asking(scale))],
      },
      {
        ...{ file: 'payloads', title: 'Payloads in use', load: 'payloads' },
        cost: 'CPU µs a stanza',
        series: [await series('xec', of.payloads, of.repeats, reading(of.volume))],
      },
      {
        ...{ file: 'bytes', title: 'Size of stanzas', load: 'bytes a stanza' },
        cost: 'CPU µs a stanza',
        series: [
          await series('xec', of.bytes, of.repeats, readingOf('xec', of.volume)),
          await series('bare ws', of.bytes, of.repeats, readingOf('bare ws', of.volume)),
        ],
      },
    ];
    return { measured: {}, tables: plots.map(tableOf), plots };
  },
};

/** The median of some repeats at each load. */
async function series(
  name: string,
  loads: readonly number[],
  repeats: number,
  cost: (load: number) => Promise<number>,
): Promise<Series> {
  const points: Point[] = [];
  for (const load of loads) {
    const costs: number[] = [];
    for (let turn = 0; turn < repeats; turn += 1) costs.push(await cost(load));
    points.push([load, median(costs)]);
  }
  return { name, points };
}

async function connecting(sessions: number): Promise<number> {
  const player = await startPlayer({ stanzas: 0, isManaged: true });
  try {
    return (await keepMany(player, 'xec', { sessions, idleMs: 1 })).connectUs;
  } finally {
    await player.stop();
  }
}

const asking =
  (scale: Scale) =>
  async (pending: number): Promise<number> => {
    const player = await startPlayer({ stanzas: 0, hasWorld: true });
    try {
      const forMs = scale === 'small' ? 30 : 600;
      const { cpuUs, answered } = await askBeside(player, pending, forMs);
      return cpuUs / answered;
    } finally {
      await player.stop();
    }
  };

const reading =
  (volume: number) =>
  (payloads: number): Promise<number> =>
    readAt('xec', 560, volume, payloads);

const readingOf =
  (contender: 'xec' | 'bare ws', volume: number) =>
  (bytes: number): Promise<number> =>
    readAt(contender, bytes, volume, 0);

async function readAt(
  contender: 'xec' | 'bare ws',
  bytes: number,
  volume: number,
  payloads: number,
): Promise<number> {
  const counted = Math.min(20_000, Math.max(50, Math.round(volume / bytes)));
  const warm = Math.round(counted / 4);
  const player = await startPlayer({ stanzas: warm + counted, bytes });
  try {
    const run = { contender, sessions: 1, stanzas: 0, warm, counted, payloads };
    return (await runPiece(player, run)).cpuUs / counted;
  } finally {
    await player.stop();
  }
}

/** How often the cost of the first load the last one has, against how often its load. */
const tableOf = ({ title, load, cost, series: all }: Plot) => ({
  title,
  head: [load, ...all.map(({ name }) => `${name}: ${cost}`)],
  rows: (all[0]?.points ?? []).map(([at], index) => [
    String(at),
    ...all.map(({ points }) => (points[index]?.[1] ?? NaN).toFixed(1)),
  ]),
});
