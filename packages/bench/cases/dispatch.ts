import type { PieceFigures } from '../contest/listening-process.js';
import { runPiece, startPlayer } from '../contest/piece.js';
import { inRounds, ratioOf, spreadOf } from '../contest/rounds.js';
import { inWords, type Case, type Scale } from '../report/case.js';
import { cell } from './contenders.js';

const sizes: Record<Scale, { readonly stanzas: number; readonly rounds: number }> = {
  full: { stanzas: 50_000, rounds: 3 },
  quick: { stanzas: 12_000, rounds: 2 },
  small: { stanzas: 500, rounds: 1 },
};

const FEW = 100;
const MANY = 10_000;

/** What it costs to have very many payloads. */
export const dispatch: Case = {
  name: 'dispatch',
  about:
    'A flood of chat messages of 560 bytes to a client with so many payloads in use. Then once more, ' +
    'while calls of md5 are counted: hashes are computed at registration, never for a stanza.',
  async run({ scale }) {
    const { stanzas: counted, rounds } = sizes[scale];
    const warm = counted / 5;
    const player = await startPlayer({ stanzas: warm + counted, bytes: 560 });
    const run = (payloads: number, countsMd5 = false): Promise<PieceFigures> => {
      const how = { sessions: 1, stanzas: 0, warm, counted, payloads, countsMd5 };
      return runPiece(player, { contender: 'xec', ...how });
    };
    try {
      const names = [String(FEW), String(MANY)];
      const found = await inRounds(rounds, names, (name) => run(Number(name)));
      const cost = ({ cpuUs }: PieceFigures): number => cpuUs / counted;
      const ratio = ratioOf(found, [String(MANY), String(FEW)], cost) ?? spreadOf([]);
      const { md5Calls = NaN } = await run(FEW, true);
      const md5 = spreadOf([md5Calls / counted]);
      return {
        measured: { dispatch: ratio, md5 },
        tables: [
          {
            title: `${counted} messages`,
            head: ['payloads in use', 'CPU µs a stanza'],
            rows: Array.from(found, ([name, samples]) => [name, cell(samples, cost)]),
          },
        ],
        notes: [`md5 was computed ${md5Calls} times, ${inWords(md5)} for a stanza.`],
      };
    } finally {
      await player.stop();
    }
  },
};
