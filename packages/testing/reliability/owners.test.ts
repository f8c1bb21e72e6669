/** Rows 17, 43 and 49: sessions that move between processes, while they run and while they die. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { memoryJournal } from '@xec/journal-memory';
import { sqliteJournal } from '@xec/journal-sqlite';
import { iqSet, xml } from '@xec/stanza';
import {
  Action,
  Log,
  action,
  feature,
  type ActionContext,
  type LogLine,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';
import { oneFile } from '../programs/index.js';
import { Child } from './child/child.js';
import type { ChildSettings } from './child/words.js';
import { NS_PROBE, Order, Whisper, probe } from './probe/index.js';
import { collect, keysOf, onlineAgain, openWorld, type World } from './world.js';

/** How many requests that nobody knows are asked: 10,000 in the figures, which are run apart. */
const UNKNOWN = Number(process.env['XEC_UNKNOWN_IQS'] ?? 2000);

jest.setTimeout(60_000);

const main = await oneFile(new URL('../dist/reliability/child/main.js', import.meta.url).pathname);

let folder: string;
let world: World;
const children: Child[] = [];

/** What was answered to whom, by id. */
let answers: string[];
let onAnswer: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xec-owners-'));
  answers = [];
  onAnswer = () => undefined;
  world = await openWorld({
    onHandled: ({ kind, type, id }) => {
      if (kind !== 'iq' || (type !== 'error' && type !== 'result')) return;
      answers.push(`${String(id)} ${type}`);
      onAnswer();
    },
  });
});

afterEach(async () => {
  for (const child of children) child.signal('SIGCONT');
  for (const child of children) child.kill();
  await Promise.all(children.splice(0).map(({ ended }) => ended));
  await world.close();
  await rm(folder, { recursive: true });
});

const file = (): string => join(folder, 'journal.sqlite');

async function start(more: Partial<ChildSettings> = {}): Promise<Child> {
  const child = new Child(main, {
    service: world.server.url,
    jid: 'juliet@localhost/child',
    password: 'juliet-pw',
    file: file(),
    ...more,
  });
  children.push(child);
  await child.until(({ say }) => say === 'online');
  return child;
}

describe('a session that another process took', () => {
  it('17 is left by the one before when that goes on: its writes are refused, one outcome', async () => {
    const one = await start();
    const release = world.server.faults.hold({
      jid: 'juliet',
      stanza: (el) => el.is('iq') && el.attrs['type'] === 'result' && el.children.length === 0,
    });
    one.tell({ do: 'request', n: 1 });
    await world.hasDone(1);
    one.signal('SIGSTOP');
    const two = await start({ takeOver: true });
    release();
    const seen = await two.until((word) => word.say === 'seen' && word.n === 1);
    expect(seen).toMatchObject({ key: 'probe_order_handle' });
    one.signal('SIGCONT');
    one.tell({ do: 'request', n: 2 });
    expect(await one.until(({ say }) => say === 'left')).toMatchObject({ say: 'left' });
    const settled = await one.until((word) => word.say === 'settled' && word.n === 1);
    expect(settled).toMatchObject({ how: expect.stringContaining('has another owner') });
    expect(await one.until((word) => word.say === 'settled' && word.n === 2)).toMatchObject({
      how: expect.stringMatching(/^JournalError/),
    });
    expect(one.words.filter((word) => word.say === 'seen')).toEqual([]);
    two.tell({ do: 'order', n: 3 });
    await two.until((word) => word.say === 'seen' && word.by === 'live' && word.n === 3);
    expect(world.done).toEqual([1, 3]);
  });

  it('17 is refused while its owner lives, unless it is taken', async () => {
    await start();
    const journal = sqliteJournal({ file: file() });
    const client = world.make({ journal, session: 'child' });
    await expect(client.connect()).rejects.toMatchObject({ name: 'JournalError', code: 'owned' });
    await journal.close();
  });
});

/** Requests that nobody knows, and some that are none. */
const unknown = (n: number): string => {
  const from = "from='romeo@localhost/x'";
  const id = `u${String(n)}`;
  const kinds = [
    `<iq xmlns='jabber:client' type='get' id='${id}' ${from}><q xmlns='urn:x:${String(n)}'/></iq>`,
    `<iq xmlns='jabber:client' type='set' id='${id}' ${from}><q xmlns='${NS_PROBE}'/></iq>`,
    `<iq xmlns='jabber:client' type='get' id='${id}' ${from}/>`,
    `<iq xmlns='jabber:client' type='set' id='${id}' ${from}><a xmlns='a'/><b xmlns='b'/></iq>`,
    `<iq xmlns='jabber:client' type='what' id='${id}' ${from}><a xmlns='a'/></iq>`,
  ];
  return kinds[n % kinds.length] ?? '';
};

/** Resolves when so many answers came. */
async function answered(count: number): Promise<void> {
  while (answers.length < count) {
    await new Promise<void>((resolve) => {
      onAnswer = resolve;
    });
  }
}

describe('requests that nobody knows', () => {
  const expected = Array.from({ length: UNKNOWN }, (_x, n) => `u${String(n)} error`).sort();

  it(`43 get one error each: ${String(UNKNOWN)} of them`, async () => {
    await world.online();
    for (let n = 0; n < UNKNOWN; n += 1) world.server.send('juliet', unknown(n));
    await answered(UNKNOWN);
    expect(answers.sort()).toEqual(expected);
  });

  it(`43 get one error each, also where their process is killed in between: ${String(UNKNOWN)}`, async () => {
    const rounds = 8;
    let child = await start();
    for (let round = 0; round < rounds; round += 1) {
      const from = Math.floor((round * UNKNOWN) / rounds);
      const to = Math.floor(((round + 1) * UNKNOWN) / rounds);
      for (let n = from; n < to; n += 1) world.server.send('juliet', unknown(n));
      // After some of them were answered.
      await answered(from + Math.floor((to - from) / 3));
      child.kill();
      await child.ended;
      child = await start();
    }
    await answered(UNKNOWN);
    child.tell({ do: 'ask', n: 1 });
    await child.until((word) => word.say === 'seen' && word.n === 1);
    expect(answers.sort()).toEqual(expected);
  });
});

const packets = { probe_change_handle: v.object({ n: v.number(), unit: v.string() }) };

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Probe/Change'> {}
}

const change = (n: number) => iqSet(undefined, xml('order', { xmlns: NS_PROBE, n }));

/** As it was in the version before. */
@action('Probe/Change', { params: v.object({ n: v.number() }) })
class OldChange extends Action<'Probe/Change', { n: number }> {
  override build() {
    return change(this.params.n);
  }

  override handle(_reply: unknown, ctx: ActionContext<'Probe/Change'>) {
    ctx.deliver('handle', { n: this.params.n, unit: 'none' });
  }
}

const changeParams = v.object({ n: v.number(), unit: v.string() });

/** As it is now. */
@action('Probe/Change', {
  params: changeParams,
  version: 2,
  migrate: (params) => ({ ...(params as object), unit: 'piece' }),
})
class NewChange extends Action<'Probe/Change', v.InferOutput<typeof changeParams>> {
  override build() {
    return change(this.params.n);
  }

  override handle(_reply: unknown, ctx: ActionContext<'Probe/Change'>) {
    ctx.deliver('handle', this.params);
  }
}

describe('two versions side by side', () => {
  const old = feature({ name: 'change', packets, actions: [OldChange] });
  const recent = feature({ name: 'change', packets, actions: [NewChange] });

  it('49 the newer one reads what the older one stored, and the older one sets aside what it cannot', async () => {
    const journal = memoryJournal();
    const features = (one: typeof old) => ({ journal, features: [probe, one] });
    const answer = (): (() => void) =>
      world.server.faults.hold({
        jid: 'juliet',
        stanza: (el) => el.is('iq') && el.attrs['type'] === 'result' && el.children.length === 0,
      });
    const one = await world.online(features(old));
    let release = answer();
    await one.dispatch(new OldChange({ n: 1 }));
    await world.hasDone(1);
    await one.suspend();
    const two = world.make(features(recent));
    const outcomes = collect(two);
    release();
    await two.connect();
    await world.barrier(two);
    expect(outcomes[0]).toMatchObject({ key: 'probe_change_handle', n: 1, unit: 'piece' });
    release = answer();
    await two.dispatch(new NewChange({ n: 2, unit: 'dozen' }));
    await world.hasDone(2);
    await two.suspend();
    const three = world.make(features(old));
    const aside: unknown[] = [];
    three.packets.subscribe('session_setaside', ({ content }) => aside.push(content), { since: 0 });
    release();
    await three.connect();
    await world.barrier(three);
    expect(aside).toEqual([
      {
        what: 'action Probe/Change',
        reason: expect.stringContaining('version'),
        id: expect.any(String),
      },
    ]);
    expect(three.state).toMatchObject({ state: 'online', resumed: true });
    await three.suspend();
    const four = await world.online(features(old));
    await world.barrier(four);
    expect(await journal.setAside('juliet')).toHaveLength(1);
    expect(world.done).toEqual([1, 2]);
  });
});

describe('a secret', () => {
  it('33 is in no file of the journal, whatever becomes of the request', async () => {
    const journal = sqliteJournal({ file: file() });
    const client = await world.online({ journal });
    const outcomes = collect(client);
    const secret = 'wherefore-art-thou-71a9';
    world.server.faults.drop({ jid: 'juliet', stanza: (el) => el.is('iq'), times: 1 });
    void client.request(new Whisper({ n: 1, secret })).catch(() => 0);
    await world.hasDone(1);
    await client.request(new Whisper({ n: 2, secret }));
    await client.suspend();
    await journal.close();
    for (const name of await readdir(folder)) {
      expect((await readFile(join(folder, name))).includes(secret)).toBe(false);
    }
    // Its process is gone: it ends, and is not sent again.
    const again = sqliteJournal({ file: file() });
    const later = world.make({ journal: again });
    const lost = collect(later);
    later.packets.subscribeAny('probe_whisper_*', () => undefined);
    await later.connect();
    await world.barrier(later);
    expect(keysOf(outcomes, 2)).toEqual(['probe_whisper_handle']);
    expect(lost.map(({ key }) => key)).toContain('probe_whisper_errorconnectionlost');
    expect(world.done).toEqual([1, 2]);
    await later.suspend();
    await again.close();
  });
});

describe('a journal that survives nothing', () => {
  it('31 says so when the client starts', async () => {
    const lines: LogLine[] = [];
    const log = new Log({ level: 'warn', sink: (line) => lines.push(line) });
    const client = await world.online({ log, journal: memoryJournal() });
    await world.barrier(client);
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'journal', survives: expect.stringContaining('nothing') }),
    );
    const again = onlineAgain(client);
    world.server.disconnect('juliet', 'abort');
    await again;
    await client.request(new Order({ n: 1 }));
  });
});
