import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { startDevServer } from '@xec/devserver';
import { oneFile } from '@xec/testing/programs';
import { HistoryWriter } from './history/index.js';
import { Peer } from './peer/index.js';
import { Random } from '@xec/testing/random';
import { Notes, type Note } from './subscriber/notes.js';

/** CI has no time for the hundred of a long run: `XEC_KILLS=100`. */
const KILLS = Number(process.env['XEC_KILLS'] ?? 30);
/** Longest life of a process that is online. */
const LIFE_MS = 400;

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it(`keeps the place of a named subscriber through ${KILLS} kills: each packet once, in order`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xec-subscriber-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const accounts = { peer: 'peer-pw', s0: 's0-pw' };
  const server = await startDevServer({ accounts, say: () => undefined });
  closers.push(() => server.close());
  const history = new HistoryWriter(folder, 'peer');
  const random = Random.of(1, 'subscriber');
  const account = { user: 'peer', password: 'peer-pw', domain: 'localhost', resource: 'crash' };
  const peer = new Peer({ ...account, service: server.url }, history, random);
  closers.push(() => peer.close());
  await peer.open();

  const jid = 's0@localhost/crash';
  const settings = {
    jid,
    password: 's0-pw',
    service: server.url,
    session: 's0',
    journal: join(folder, 'journal.sqlite'),
    notes: join(folder, 'notes.sqlite'),
  };
  let child: ChildProcess | undefined;
  closers.push(() => child?.kill('SIGKILL'));
  const main = await oneFile(new URL('dist/subscriber/main.js', import.meta.url).pathname);
  const start = async (): Promise<ChildProcess> => {
    child = fork(main, [JSON.stringify(settings)]);
    await once(child, 'message');
    return child;
  };

  let told = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const running = await start();
    const ended = once(running, 'exit');
    const timer = setTimeout(() => running.kill('SIGKILL'), random.between(1, LIFE_MS));
    const telling = setInterval(() => {
      told += 1;
      peer.tell(jid);
    }, 10);
    await ended;
    clearTimeout(timer);
    clearInterval(telling);
  }
  const last = await start();
  told += 1;
  peer.tell(jid);
  const notes = new Notes(settings.notes);
  closers.push(() => notes.close());
  while (notes.all().at(-1)?.id !== `peer-m${told}`) await once(last, 'message');
  const ended = once(last, 'exit');
  last.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  const ids = Array.from({ length: told }, (_, index) => `peer-m${index + 1}`);
  const made: Note[] = notes.all();
  expect(made.map(({ id }) => id)).toEqual(ids);
  const seqs = made.map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
  expect(told).toBeGreaterThan(KILLS);
}, 240_000);
