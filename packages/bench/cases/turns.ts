import type { PieceFigures } from '../contest/listening-process.js';
import { runPiece, startPlayer } from '../contest/piece.js';
import { inRounds } from '../contest/rounds.js';
import type { Case, Scale } from '../report/case.js';
import { cell, present, ratios } from './contenders.js';

const sizes: Record<
  Scale,
  { readonly sessions: number; readonly each: number; readonly rounds: number }
> = {
  full: { sessions: 500, each: 80, rounds: 3 },
  quick: { sessions: 500, each: 20, rounds: 2 },
  small: { sessions: 10, each: 10, rounds: 1 },
};

/** Many sessions of one process, none of which has more than one stanza to read at a time. */
export const turns: Case = {
  name: 'turns',
  about:
    'Chat messages of 560 bytes, one to each session in turn: most of the time goes into reading so many ' +
    'sockets. Ours has all features in use.',
  async run(settings) {
    const { sessions, each, rounds } = sizes[settings.scale];
    const counted = sessions * each;
    const warm = sessions * Math.max(1, each / 5);
    const player = await startPlayer({ stanzas: warm + counted, bytes: 560 });
    try {
      const names = present(['xec', 'xmpp.js', 'bare ws'], settings);
      const found = await inRounds(rounds, names, (contender) =>
        runPiece(player, { contender, sessions, stanzas: 0, warm, counted, inTurns: true }),
      );
      const cost = ({ cpuUs }: PieceFigures): number => cpuUs / counted;
      return {
        measured: ratios(found, cost, { turns: ['xec', 'bare ws'] }),
        tables: [
          {
            title: `${sessions} sessions taking turns, ${each} stanzas each`,
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
