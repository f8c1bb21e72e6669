/** One run: a process of one contender hears a piece to get warm, then the one that counts. */
import type { Piece, PlayerSetup } from '../server/player.js';
import { Worker } from '../worker.js';
import type { ListeningSetup, PieceFigures } from './listening-process.js';

/** A player in a process of its own. */
export type PlayerWorker = Worker<string, Piece, string>;

export const startPlayer = (setup: PlayerSetup): Promise<PlayerWorker> =>
  Worker.start<string, Piece, string>('./server/player-process.js', setup);

/** A run's contender, and what it hears. */
export interface PieceRun extends Omit<ListeningSetup, 'service'> {
  /** So many of the player's stanzas come first, and do not count. */
  readonly warm: number;
  /** And so many that do, after those. */
  readonly counted: number;
  readonly inTurns?: boolean;
}

export async function runPiece(player: PlayerWorker, run: PieceRun): Promise<PieceFigures> {
  const { warm, counted, inTurns = false, ...rest } = run;
  const setup: ListeningSetup = { ...rest, service: player.ready };
  const listener = await Worker.start<string, object, PieceFigures | string>(
    './contest/listening-process.js',
    setup,
  );
  const play = async (from: number, to: number): Promise<PieceFigures> => {
    await listener.ask({});
    const figures = listener.next();
    await Promise.all([player.ask({ from, to, inTurns }), figures]);
    return (await figures) as PieceFigures; // it says "begun" when it is asked, and figures after
  };
  try {
    await play(0, warm);
    return await play(warm, warm + counted);
  } finally {
    await listener.stop();
  }
}
