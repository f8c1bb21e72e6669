import type { AskingSetup } from '../contest/asking-process.js';
import { startPlayer, type PlayerWorker } from '../contest/piece.js';
import { inRounds, ratioOf, spreadOf } from '../contest/rounds.js';
import type { RoundFigures, RoundPlan } from '../journals/round.js';
import type { Case, Scale } from '../report/case.js';
import { Worker } from '../worker.js';
import { cell } from './contenders.js';

const sizes: Record<
  Scale,
  { readonly many: number; readonly few: number; readonly forMs: number; readonly rounds: number }
> = {
  full: { many: 100_000, few: 1000, forMs: 2000, rounds: 3 },
  quick: { many: 100_000, few: 1000, forMs: 700, rounds: 2 },
  small: { many: 1000, few: 10, forMs: 30, rounds: 1 },
};

/** How many are in flight beside those that nobody answers. */
const IN_FLIGHT = 100;

/** Asks while `pending` others wait. */
export async function askBeside(
  player: PlayerWorker,
  pending: number,
  forMs: number,
): Promise<RoundFigures> {
  const setup: AskingSetup = { service: player.ready, pending };
  const client = await Worker.start<string, RoundPlan, RoundFigures>(
    './contest/asking-process.js',
    setup,
  );
  try {
    await client.ask({ inFlight: IN_FLIGHT, forMs: forMs / 3 });
    return await client.ask({ inFlight: IN_FLIGHT, forMs });
  } finally {
    await client.stop();
  }
}

/** Whether requests that wait make others dearer. */
export const pending: Case = {
  name: 'pending',
  about: `${IN_FLIGHT} round trips in flight, beside so many requests that nobody answers; memory journal.`,
  async run({ scale }) {
    const { many, few, forMs, rounds } = sizes[scale];
    const player = await startPlayer({ stanzas: 0, hasWorld: true });
    try {
      const names = [String(few), String(many)];
      const found = await inRounds(rounds, names, (name) => askBeside(player, Number(name), forMs));
      const perSecond = ({ answered, ms }: RoundFigures): number => (answered / ms) * 1000;
      const cost = ({ cpuUs, answered }: RoundFigures): number => cpuUs / answered;
      const ratio = ratioOf(found, [String(many), String(few)], perSecond) ?? spreadOf([]);
      return {
        measured: { pending: ratio },
        tables: [
          {
            title: 'IQ round trips beside requests that wait',
            head: ['pending', 'per second', 'CPU µs'],
            rows: Array.from(found, ([name, samples]) => [
              ...[name, cell(samples, perSecond, 0), cell(samples, cost)],
            ]),
          },
        ],
      };
    } finally {
      await player.stop();
    }
  },
};
