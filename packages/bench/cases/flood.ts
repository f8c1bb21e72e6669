import { contenderNames } from '../contest/contender.js';
import type { PieceFigures } from '../contest/listening-process.js';
import { runPiece, startPlayer } from '../contest/piece.js';
import { inRounds } from '../contest/rounds.js';
import type { PocketFigures, PocketSetup } from '../contest/pocket-process.js';
import type { Case, CaseSettings, Scale, Table } from '../report/case.js';
import { Worker } from '../worker.js';
import { cell, present, ratios } from './contenders.js';

const sizes: Record<Scale, { readonly stanzas: number; readonly rounds: number }> = {
  full: { stanzas: 200_000, rounds: 3 },
  quick: { stanzas: 20_000, rounds: 3 },
  small: { stanzas: 1600, rounds: 1 },
};

/** Half of the corpus comes before, and does not count: until then code is still being compiled. */
const WARM = 1 / 2;

/** The others bring a WebSocket of their own. */
const inProcess = ['xec', 'xmpp.js', 'ltx and a switch'] as const;

/** The same without sockets: texts are handed over in this process, 100 in a turn of the event loop. */
async function withoutNetwork(
  settings: CaseSettings,
  run: Omit<PocketSetup, 'contender'>,
  rounds: number,
): Promise<Table> {
  const found = await inRounds(rounds, present(inProcess, settings), async (contender) => {
    const setup: PocketSetup = { contender, ...run };
    const pocket = await Worker.start<PocketFigures, object, never>(
      './contest/pocket-process.js',
      setup,
    );
    await pocket.stop();
    return pocket.ready;
  });
  return {
    title: `The same ${run.counted} stanzas in process, without sockets`,
    head: ['', 'CPU µs a stanza', 'listeners called'],
    rows: Array.from(found, ([name, samples]) => [
      ...[name, cell(samples, ({ cpuUs }) => cpuUs / run.counted)],
      String(samples[0]?.heard ?? 0),
    ]),
  };
}

/** Frame to listener, for a corpus of everything. */
export const flood: Case = {
  name: 'flood',
  about:
    'The corpus over one WebSocket, after a login: user and system time of the reading process for a ' +
    'stanza. One listener a kind reads from, id and body. Ours has all features in use, has joined the ' +
    'rooms, and waits for the pages of the archive; it answers requests for receipts and verifies ' +
    'capabilities, which the others but stanza.js (receipts) do not.',
  async run(settings) {
    const { stanzas, rounds } = sizes[settings.scale];
    const warm = stanzas * WARM;
    const counted = stanzas - warm;
    const names = present(
      contenderNames.filter((name) => name !== 'xec, sqlite'),
      settings,
    );
    const player = await startPlayer({ stanzas, hasWorld: true });
    try {
      const found = await inRounds(rounds, names, (contender) =>
        runPiece(player, { contender, sessions: 1, stanzas, warm, counted }),
      );
      const cost = ({ cpuUs }: PieceFigures): number => cpuUs / counted;
      return {
        measured: ratios(found, cost, {
          floodStanzaJs: ['stanza.js', 'xec'],
          floodXmppJs: ['xmpp.js', 'xec'],
          floodSwitch: ['xec', 'ltx and a switch'],
        }),
        tables: [
          {
            title: `Flood of ${counted} stanzas`,
            head: ['', 'CPU µs a stanza', 'listeners called'],
            rows: Array.from(found, ([name, samples]) => [
              ...[name, cell(samples, cost)],
              String(samples[0]?.heard ?? 0),
            ]),
          },
          await withoutNetwork(settings, { warm, counted }, rounds),
        ],
      };
    } finally {
      await player.stop();
    }
  },
};
