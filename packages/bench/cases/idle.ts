import type { ContenderName } from '../contest/contender.js';
import type { ManyFigures, ManySetup } from '../contest/many-process.js';
import { startPlayer, type PlayerWorker } from '../contest/piece.js';
import { inRounds } from '../contest/rounds.js';
import type { Case, Scale } from '../report/case.js';
import { Worker } from '../worker.js';
import { cell, present, ratios } from './contenders.js';

const sizes: Record<
  Scale,
  { readonly sessions: number; readonly idleMs: number; readonly rounds: number }
> = {
  full: { sessions: 5000, idleMs: 40_000, rounds: 3 },
  quick: { sessions: 500, idleMs: 2000, rounds: 1 },
  small: { sessions: 20, idleMs: 50, rounds: 1 },
};

const ALL = 'xec, all features';
type Name = ContenderName | typeof ALL;

/** Brings sessions online in a process of their own, and lets them idle. */
export async function keepMany(
  player: PlayerWorker,
  name: Name,
  { sessions, idleMs }: Pick<ManySetup, 'sessions' | 'idleMs'>,
): Promise<ManyFigures> {
  const setup: ManySetup = {
    contender: name === ALL ? 'xec' : name,
    hasAll: name === ALL,
    ...{ service: player.ready, sessions, idleMs },
  };
  const many = await Worker.start<ManyFigures, object, never>('./contest/many-process.js', setup);
  await many.stop();
  if (many.ready.online !== sessions) {
    throw new Error(`expected ${sessions} sessions online, got ${many.ready.online}`);
  }
  return many.ready;
}

/** What sessions cost that do nothing, and what it takes to bring them online. */
export const idle: Case = {
  name: 'idle',
  about:
    'Sessions of one process log in (PLAIN), 50 at a time, and idle. Memory is heap and buffers after ' +
    'garbage collection; ours can ask, as xmpp.js can (`xec`), or has all features in use. Each of ours ' +
    'watches its server: after 30 seconds of silence it asks for an acknowledgement.',
  async run(settings) {
    const { rounds, ...size } = sizes[settings.scale];
    const player = await startPlayer({ stanzas: 0, isManaged: true });
    try {
      const names: Name[] = [...present(['xec', 'xmpp.js', 'bare ws'], settings), ALL];
      const found = await inRounds(rounds, names, (name) => keepMany(player, name, size));
      return {
        measured: {
          ...ratios(found, ({ heapBytes }) => heapBytes, { idleMemory: ['xec', 'xmpp.js'] }),
          ...ratios(found, ({ connectUs }) => connectUs, { connect: ['xec', 'xmpp.js'] }),
          ...ratios(found, ({ idleUs }) => idleUs, { idleCpu: ['xec', 'bare ws'] }),
        },
        tables: [
          {
            title: `${size.sessions} sessions, idle for ${size.idleMs / 1000} s`,
            head: [
              '',
              'heap KiB each',
              'RSS KiB each',
              'CPU µs to connect',
              'CPU µs an idle second',
            ],
            rows: Array.from(found, ([name, samples]) => [
              name,
              cell(samples, ({ heapBytes }) => heapBytes / 1024),
              cell(samples, ({ rssBytes }) => rssBytes / 1024),
              cell(samples, ({ connectUs }) => connectUs, 0),
              cell(samples, ({ idleUs }) => idleUs, 2),
            ]),
          },
        ],
      };
    } finally {
      await player.stop();
    }
  },
};
