import type { PieceFigures } from '../contest/listening-process.js';
import { runPiece, startPlayer } from '../contest/piece.js';
import { inRounds } from '../contest/rounds.js';
import type { Case, Scale } from '../report/case.js';
import { cell, ratios } from './contenders.js';
import { inFolder } from './in-folder.js';

const sizes: Record<Scale, { readonly stanzas: number; readonly rounds: number }> = {
  full: { stanzas: 60_000, rounds: 3 },
  quick: { stanzas: 10_000, rounds: 2 },
  small: { stanzas: 500, rounds: 1 },
};

/** What durability costs those who read. */
export const managed: Case = {
  name: 'managed',
  about:
    'The same flood with stream management: each stanza is acknowledged when it is stored, and packets ' +
    'are kept for those who come late. SQLite (NORMAL) in a file against memory.',
  async run({ scale }) {
    const { stanzas, rounds } = sizes[scale];
    const warm = stanzas / 5;
    const counted = stanzas - warm;
    const player = await startPlayer({ stanzas, hasWorld: true, isManaged: true });
    try {
      const names = ['xec', 'xec, sqlite'] as const;
      const found = await inRounds(rounds, names, (contender) =>
        inFolder((folder) =>
          runPiece(player, { contender, sessions: 1, stanzas, warm, counted, folder }),
        ),
      );
      const cost = ({ cpuUs }: PieceFigures): number => cpuUs / counted;
      return {
        measured: ratios(found, cost, { managed: ['xec, sqlite', 'xec'] }),
        tables: [
          {
            title: `Flood of ${counted} stanzas with stream management`,
            head: ['', 'CPU µs a stanza'],
            rows: Array.from(found, ([name, samples]) => [name, cell(samples, cost)]),
          },
        ],
      };
    } finally {
      await player.stop();
    }
  },
};
