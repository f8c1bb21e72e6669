/** Rows K1 to K12: a process dies at a named point, and a later one goes on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { startDevServer, type DevServer, type SentEntry } from '@xec/devserver';
import { sqliteJournal } from '@xec/journal-sqlite';
import { faultPoints, type FaultPoint } from '@xec/xec';
import { oneFile } from '../programs/index.js';
import { Child } from './child/child.js';
import type { Arming, Word } from './child/words.js';
import { probeModule } from './probe/index.js';

/** How often a process dies on its way back, at each point. The row says 10: so it is run apart. */
const LOOPS = Number(process.env['XEC_CRASH_LOOPS'] ?? 3);

const main = await oneFile(new URL('../dist/reliability/child/main.js', import.meta.url).pathname);

jest.setTimeout(120_000);

let folder: string;
let server: DevServer;
/** The number of each order, as often as the server did it. */
let done: number[];
let sent: SentEntry[];
const children: Child[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xec-kills-'));
  done = [];
  sent = [];
  server = await startDevServer({
    accounts: { juliet: 'juliet-pw' },
    modules: [probeModule(done)],
    onSent: (entry) => sent.push(entry),
    say: () => undefined,
  });
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill();
    await child.ended;
  }
  await server.close();
  await rm(folder, { recursive: true });
});

type Said<S extends Word['say']> = Extract<Word, { say: S }>;

const says =
  <S extends Word['say']>(what: S, fits: (word: Said<S>) => boolean = () => true) =>
  (word: Word): word is Said<S> =>
    word.say === what && fits(word as Said<S>);

const start = (more: { arm?: Arming; orders?: readonly number[] } = {}): Child => {
  const child = new Child(main, {
    service: server.url,
    jid: 'juliet@localhost/child',
    password: 'juliet-pw',
    file: join(folder, 'journal.sqlite'),
    ...more,
  });
  children.push(child);
  return child;
};

/** A process that is online and has nothing to do. */
async function online(): Promise<Child> {
  const child = start();
  await child.until(says('online'));
  await rested(child, 0);
  return child;
}

/** Asks for one more thing: when its answer was seen, everything before it was. */
async function rested(child: Child, n = 1000): Promise<void> {
  child.tell({ do: 'ask', n });
  await child.until(
    says('seen', (seen) => seen.by === 'named' && seen.key === 'probe_ask_handle' && seen.n === n),
  );
}

/** Gives order 1 to a process that dies at `point`. */
async function diesAt(point: FaultPoint, count = 1): Promise<Child> {
  const child = await online();
  child.tell({ do: 'order', n: 1, arm: { point, count } });
  expect(await child.ended).toBe('SIGKILL');
  return child;
}

/** The process after that one, when it has gone on as far as there is anything. */
async function goesOn(): Promise<Child> {
  const child = start();
  expect(await child.until(says('online'))).toEqual({ say: 'online', isResumed: true });
  await rested(child);
  child.tell({ do: 'pending' });
  expect(await child.until(says('pending'))).toEqual({ say: 'pending', ids: [] });
  child.tell({ do: 'suspend' });
  expect(await child.ended).toBe(0);
  return child;
}

/** What these saw of order `n`. */
const seen = (by: 'live' | 'named', n: number, ...some: readonly Child[]) =>
  some
    .flatMap(({ words }) => words)
    .filter(says('seen', (word) => word.by === by && word.n === n))
    .map(({ key, seq }) => ({ key, seq }));

/** Nothing of the session waits in the journal. */
async function expectNothingStored(): Promise<void> {
  const journal = sqliteJournal({ file: join(folder, 'journal.sqlite') });
  const { pending, outbound, unreadable } = await journal.open('child');
  await journal.close();
  expect({ pending, outbound, unreadable }).toEqual({ pending: [], outbound: [], unreadable: [] });
}

/** Order 1 was done once, and has one outcome. */
async function expectOneOutcome(...some: readonly Child[]): Promise<void> {
  expect(done).toEqual([1]);
  const outcomes = seen('named', 1, ...some);
  expect(outcomes.map(({ key }) => key)).toEqual(['probe_order_handle']);
  await expectNothingStored();
}

it('K1 dies before the request is stored: it was not accepted, not sent, and is not pending', async () => {
  const first = await diesAt('before-store');
  expect(first.words.filter(says('accepted'))).toEqual([]);
  const second = await goesOn();
  expect(done).toEqual([]);
  expect(seen('named', 1, first, second)).toEqual([]);
  await expectNothingStored();
});

it.each([
  ['K2', 'after-store', 'stored, and not sent: it is sent once'],
  ['K3', 'while-sending', 'half on the wire: the whole is sent'],
  ['K4', 'after-send', 'sent, and not acknowledged: the server’s count decides'],
  ['K6', 'before-handle', 'answered, and the answer not handled: it comes again'],
  ['K7', 'in-handle', 'answered, in its handler: that begins anew, and is committed once'],
  ['K8', 'after-handle', 'handled, and nothing is stored: nobody saw its packets'],
] as const)('%s dies at %s: %s', async (_row, point, _what) => {
  const first = await diesAt(point);
  expect(seen('live', 1, first)).toEqual([]);
  await expectOneOutcome(first, await goesOn());
});

it('K5 dies at after-ack, before the answer: it is not sent again, and the answer wakes it', async () => {
  const child = await online();
  const answer = server.faults.hold({ jid: 'juliet' });
  child.tell({ do: 'order', n: 1, arm: { point: 'after-ack', count: 1 } });
  expect(await child.ended).toBe('SIGKILL');
  answer();
  await expectOneOutcome(child, await goesOn());
});

it('K9 dies at after-commit: the stored count tells the server, which sends nothing again', async () => {
  const first = await diesAt('after-commit');
  await expectOneOutcome(first, await goesOn());
  expect(sent.filter(({ isResent }) => isResent)).toEqual([]);
});

it('K10 dies at before-publish: the packet comes after the restart, under its seq', async () => {
  const first = await diesAt('before-publish');
  expect(seen('live', 1, first)).toEqual([]);
  await expectOneOutcome(first, await goesOn());
});

it('K11 dies at after-publish: the packet comes again under the same seq', async () => {
  // The second time is the named reader's own: it has returned, and its place has not moved.
  const first = await diesAt('after-publish', 2);
  const second = await goesOn();
  const once = seen('live', 1, first);
  expect(once).toHaveLength(1);
  expect(seen('named', 1, first)).toEqual(once);
  expect(seen('named', 1, second)).toEqual(once);
  expect(done).toEqual([1]);
  await expectNothingStored();
});

/** Dies at each of these points in turn, with one more order each time; then goes on. */
async function crashLoop(points: readonly FaultPoint[]): Promise<void> {
  const first = await online();
  first.tell({ do: 'suspend' });
  await first.ended;
  const dead: Child[] = [];
  for (const [index, point] of points.entries()) {
    const child = start({ arm: { point, count: 1 }, orders: [index + 1] });
    dead.push(child);
    expect(await child.ended).toBe('SIGKILL');
  }
  const beginning = performance.now();
  const last = await goesOn();
  expect(performance.now() - beginning).toBeLessThan(10_000);
  const accepted = dead.flatMap(({ words }) => words.filter(says('accepted')).map(({ n }) => n));
  for (const index of points.keys()) {
    const n = index + 1;
    const outcomes = new Map(seen('named', n, ...dead, last).map(({ key, seq }) => [seq, key]));
    expect(outcomes.size).toBeLessThanOrEqual(1);
    if (accepted.includes(n)) expect(outcomes.size).toBe(1);
  }
  expect(new Set(done).size).toBe(done.length); // none was done twice
  await expectNothingStored();
}

it('K12 dies at the points in turn, each time on its way back: no worse than before', async () => {
  await crashLoop(faultPoints);
});

it.each(faultPoints.map((point) => [point]))(
  `K12 dies at %s again and again (${String(LOOPS)} times): no worse than before`,
  async (point) => {
    await crashLoop(Array.from({ length: LOOPS }, () => point));
  },
);
