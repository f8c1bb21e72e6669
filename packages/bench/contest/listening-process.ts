/** Sessions of one contender in a process of its own, which read what is played to them. */
import { END } from '../server/player.js';
import type { ContenderName, OpenSession } from './contender.js';
import { openContender } from './open.js';

/** What the process is told. */
export interface ListeningSetup {
  readonly contender: ContenderName;
  readonly service: string;
  readonly sessions: number;
  /** Of the corpus, whose rooms are entered then; 0: nothing is entered. */
  readonly stanzas: number;
  readonly folder?: string;
}

/** What one piece cost. */
export interface PieceFigures {
  /** User and system time of the process, its threads included, in microseconds. */
  readonly cpuUs: number;
  /** How often a listener was called. */
  readonly heard: number;
  /** Heap that is in use afterwards and was not before, in bytes, after garbage collection. */
  readonly keptBytes: number;
  /** From the first to the last byte, in milliseconds. */
  readonly ms: number;
}

const setup = JSON.parse(process.argv[2] ?? '') as ListeningSetup; // the parent's own message
let heard = 0;
let ends = 0;
/** What was read last: a compiler must not find that nobody looks at it. */
let last: readonly unknown[] = [];
let begun = { cpu: process.cpuUsage(), at: performance.now(), heap: 0 };
const sessions: OpenSession[] = [];

const hear = (from: unknown, id: unknown, body: unknown): void => {
  heard += 1;
  last = [from, id, body];
  if (id === END && (ends += 1) === setup.sessions) tell();
};

for (let at = 0; at < setup.sessions; at += 1) sessions.push(await openOne(at));

process.on('message', () => {
  heard = 0;
  ends = 0;
  const heap = heapUsed();
  begun = { cpu: process.cpuUsage(), at: performance.now(), heap };
  process.send?.('begun');
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function openOne(at: number): Promise<OpenSession> {
  const { contender, service, folder, stanzas } = setup;
  const where = { service, domain: 'bench.example', ...(folder !== undefined && { folder }) };
  const session = await openContender(contender, { ...where, name: `bench-${at}`, hear });
  if (stanzas > 0 && contender.startsWith('xec')) {
    const { enterWorld, isXec } = await import('./xec.js');
    if (isXec(session)) await enterWorld(session.client, stanzas);
  }
  return session;
}

function tell(): void {
  const { user, system } = process.cpuUsage(begun.cpu);
  const ms = performance.now() - begun.at;
  // In a later turn: what belongs to the last stanza is done then.
  setTimeout(() => {
    if (last.length === 0) throw new Error('expected something to have been heard');
    const keptBytes = heapUsed() - begun.heap;
    const figures: PieceFigures = { cpuUs: user + system, heard, keptBytes, ms };
    process.send?.(figures);
  }, 50);
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
