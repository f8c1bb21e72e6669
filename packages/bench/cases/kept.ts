import { runPiece, startPlayer } from '../contest/piece.js';
import { inRounds, spreadOf } from '../contest/rounds.js';
import { inWords, type Case, type Scale } from '../report/case.js';

const sizes: Record<Scale, number> = { full: 100_000, quick: 30_000, small: 500 };

/** What stays behind when a stanza was handled. */
export const kept: Case = {
  name: 'kept',
  about:
    'Heap after so many chat messages, less the heap before them, after garbage collection. Half as many ' +
    'came before: what is bounded (packets for those who come late, caches) is full then.',
  async run({ scale }) {
    const counted = sizes[scale];
    const warm = counted / 2;
    const player = await startPlayer({ stanzas: warm + counted, bytes: 560 });
    try {
      const found = await inRounds(scale === 'full' ? 3 : 1, ['xec'] as const, (contender) =>
        runPiece(player, { contender, sessions: 1, stanzas: 0, warm, counted }),
      );
      const bytes = spreadOf((found.get('xec') ?? []).map(({ keptBytes }) => keptBytes / counted));
      return {
        measured: { kept: bytes },
        tables: [
          {
            title: `Kept of ${counted} messages`,
            head: ['', 'B a stanza'],
            rows: [['xec', inWords(bytes)]],
          },
        ],
      };
    } finally {
      await player.stop();
    }
  },
};
