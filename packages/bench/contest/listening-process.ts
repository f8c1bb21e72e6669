/** Sessions of one contender in a process of its own, which read what is played to them. */
import { END } from '../server/player.js';
import type { ContenderName, OpenSession, SessionSetup } from './contender.js';
import { countMd5Calls } from './md5-calls.js';
import { openContender } from './open.js';
import { beginProfile } from './profile.js';

/** What the process is told. */
export interface ListeningSetup {
  readonly contender: ContenderName;
  readonly service: string;
  readonly sessions: number;
  /** Of the corpus, whose rooms are entered then; 0: nothing is entered. */
  readonly stanzas: number;
  readonly folder?: string;
  /** Of Xec: so many payloads are in use, beside what messages need, and nothing else. */
  readonly payloads?: number;
  /** Whether calls of md5 are counted, which makes all else slower. */
  readonly countsMd5?: boolean;
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
  /** How often an md5 was computed, where that is counted. */
  readonly md5Calls?: number;
}

const setup = JSON.parse(process.argv[2] ?? '') as ListeningSetup; // the parent's own message
let heard = 0;
let ends = 0;
/** What was read last: a compiler must not find that nobody looks at it. */
let last: readonly unknown[] = [];
let begun = { cpu: process.cpuUsage(), at: performance.now(), heap: 0 };
const sessions: OpenSession[] = [];
let stopCounting: (() => Promise<number>) | undefined;
let endProfile: (() => Promise<void>) | undefined;

const hear = (from: unknown, id: unknown, body: unknown): void => {
  heard += 1;
  last = [from, id, body];
  if (id === END && (ends += 1) === setup.sessions) tell();
};

for (let at = 0; at < setup.sessions; at += 1) sessions.push(await openOne(at));

process.on('message', () => void begin());
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function begin(): Promise<void> {
  heard = 0;
  ends = 0;
  stopCounting = setup.countsMd5 === true ? await countMd5Calls() : undefined;
  const heap = heapUsed();
  endProfile = await beginProfile(setup.contender);
  begun = { cpu: process.cpuUsage(), at: performance.now(), heap };
  process.send?.('begun');
}

async function openOne(at: number): Promise<OpenSession> {
  const { contender, service, folder, payloads, stanzas } = setup;
  const own: SessionSetup = {
    ...{ service, domain: 'bench.example', name: `bench-${at}`, hear },
    ...(folder !== undefined && { folder }),
  };
  if (!contender.startsWith('xec')) return openContender(contender, own);
  const { enterWorld, openMessages, openXec } = await import('./xec.js');
  if (payloads !== undefined) return openMessages(own, payloads);
  const session = await openXec(own, { isStored: contender !== 'xec' });
  if (stanzas > 0) await enterWorld(session.client, stanzas);
  return session;
}

function tell(): void {
  const { user, system } = process.cpuUsage(begun.cpu);
  const ms = performance.now() - begun.at;
  // In a later turn: what belongs to the last stanza is done then.
  setTimeout(() => void tellLater(user + system, ms), 50);
}

async function tellLater(cpuUs: number, ms: number): Promise<void> {
  if (last.length === 0) throw new Error('expected something to have been heard');
  const keptBytes = heapUsed() - begun.heap;
  const md5Calls = await stopCounting?.();
  await endProfile?.();
  const figures: PieceFigures = {
    ...{ cpuUs, heard, keptBytes, ms },
    ...(md5Calls !== undefined && { md5Calls }),
  };
  process.send?.(figures);
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
