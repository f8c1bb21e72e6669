/** Rows 27 to 34: journals that are full, away, slow or forgetful, and records that nobody understands. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from '@xec/client';
import { memoryJournal } from '@xec/journal-memory';
import { redisJournal } from '@xec/journal-redis';
import { iqSet, xml } from '@xec/stanza';
import {
  Action,
  JournalError,
  action,
  feature,
  unitOf,
  type ActionContext,
  type Journal,
  type PendingRecord,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';
import { startRedis, type RunningRedis } from '../redis/index.js';
import { describeWith } from '../servers/index.js';
import { openStage } from '../stage/index.js';
import { NS_PROBE, Order, probe } from './probe/index.js';
import { TroubledJournal } from './troubled-journal.js';
import {
  collect,
  keysOf,
  onlineAgain,
  openWorld,
  told,
  type Outcome,
  type World,
} from './world.js';

jest.setTimeout(20_000);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Resolves when `outcomes` has so many entries. */
async function grow(client: Client, outcomes: readonly Outcome[], count: number): Promise<void> {
  if (outcomes.length >= count) return;
  await new Promise<void>((resolve) => {
    const undo = client.packets.subscribeAny('probe*', () => {
      if (outcomes.length < count) return;
      undo();
      resolve();
    });
  });
}

/** How a request is refused, and how long that took. */
async function refusal(client: Client, n: number): Promise<{ error: unknown; ms: number }> {
  const beginning = performance.now();
  const error: unknown = await client.request(new Order({ n })).catch((fault: unknown) => fault);
  return { error, ms: performance.now() - beginning };
}

/** Asks until the journal takes it: it tries again by itself, and tells nobody when it can. */
async function untilAccepted(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const tell = (...numbers: readonly number[]): void => {
  for (const n of numbers) world.server.send('juliet', told(n));
};

describe('a journal', () => {
  it.each(['full', 'unavailable'] as const)(
    '27 that is %s refuses requests before they are sent; what comes is kept, and comes when it goes on',
    async (code) => {
      const journal = new TroubledJournal();
      const client = await world.online({ journal });
      const outcomes = collect(client);
      await world.barrier(client);
      journal.trouble = new JournalError(code, 'no room');
      const first = await refusal(client, 1);
      expect(first.error).toMatchObject({ name: 'JournalError', code });
      const second = await refusal(client, 2);
      expect(second.error).toMatchObject({ name: 'JournalError', code: 'unavailable' });
      expect(second.ms).toBeLessThan(500); // it knows by now
      tell(11, 12, 13);
      expect(client.state).toMatchObject({ state: 'online' });
      expect(world.done).toEqual([]);
      const before = outcomes.length;
      journal.trouble = undefined;
      await grow(client, outcomes, before + 3);
      expect(outcomes.slice(before).map(({ n }) => n)).toEqual([11, 12, 13]);
      await client.request(new Order({ n: 3 }));
      expect(world.done).toEqual([3]);
    },
  );

  it('27 that is full says no stanza is handled: a later owner gets all of them', async () => {
    const journal = new TroubledJournal();
    const client = await world.online({ journal });
    await world.barrier(client);
    journal.trouble = new JournalError('full', 'no room');
    tell(11, 12, 13);
    world.server.disconnect('juliet', 'abort');
    journal.trouble = undefined;
    const later = world.make({ journal });
    const outcomes = collect(later);
    await later.connect();
    await world.barrier(later);
    expect(outcomes.filter(({ key }) => key === 'probetold').map(({ n }) => n)).toEqual([
      11, 12, 13,
    ]);
  });

  it('28 that does not answer refuses requests within 2 s, and reading pauses: nothing is dropped', async () => {
    const journal = new TroubledJournal();
    const client = await world.online({ journal, limits: { unstored: 10 } });
    const outcomes = collect(client);
    await world.barrier(client);
    const before = outcomes.length;
    const goOn = journal.stall();
    const refused = await refusal(client, 1);
    expect(refused.error).toMatchObject({ name: 'JournalError', code: 'unavailable' });
    expect(refused.ms).toBeLessThan(2000);
    const numbers = Array.from({ length: 500 }, (_x, n) => 100 + n);
    tell(...numbers);
    expect((await refusal(client, 2)).ms).toBeLessThan(100);
    goOn();
    await grow(client, outcomes, before + 500);
    expect(outcomes.slice(before).map(({ n }) => n)).toEqual(numbers);
    await client.request(new Order({ n: 3 }));
    // What was refused was never sent, stored as it may have been.
    expect(world.done).toEqual([3]);
    expect(client.pending).toEqual([]);
  });

  it('28 that does not answer leaves a request without an outcome whose deadline passes meanwhile', async () => {
    const journal = new TroubledJournal();
    const client = await world.online({ journal });
    await world.barrier(client);
    const goOn = journal.stall();
    const asked = client.request(new Order({ n: 1 }), { timeoutMs: 200 });
    await expect(asked).rejects.toMatchObject({ name: 'JournalError', code: 'unavailable' });
    goOn();
    await untilAccepted(() => client.request(new Order({ n: 2 })));
    expect(world.done).toEqual([2]);
    const { packets } = await journal.packets('juliet', 0, 1000);
    const outcomes = packets.map(({ key }) => key).filter((key) => key.startsWith('probe_order'));
    expect(outcomes).toHaveLength(1);
  });

  it('29 that answers late stores what it was given once', async () => {
    const journal = new TroubledJournal();
    const client = await world.online({ journal });
    const outcomes = collect(client);
    const goOn = journal.stall();
    tell(1, 2);
    const refused = await refusal(client, 3);
    expect(refused.error).toMatchObject({ code: 'unavailable' });
    goOn();
    await grow(client, outcomes, 2);
    await world.barrier(client);
    expect(outcomes.map(({ n }) => n).slice(0, 2)).toEqual([1, 2]);
    const { packets } = await journal.packets('juliet', 0, 1000);
    expect(packets.filter(({ key }) => key === 'probetold')).toHaveLength(2);
    expect((await journal.open('juliet')).pending).toEqual([]);
  });

  it('30 that stored and could not say so stores nothing twice', async () => {
    const journal = new TroubledJournal();
    const client = await world.online({ journal });
    const outcomes = collect(client);
    await world.barrier(client);
    journal.lostAnswers = 1;
    tell(1);
    await grow(client, outcomes, 2);
    // Of a request that is refused nothing is left, though it was stored.
    journal.lostAnswers = 1;
    expect((await refusal(client, 2)).error).toMatchObject({ code: 'unavailable' });
    await untilAccepted(() => world.barrier(client));
    expect(keysOf(outcomes, 1)).toEqual(['probetold']);
    expect(keysOf(outcomes, 2)).toEqual([]);
    expect(world.done).toEqual([]);
    const { packets } = await journal.packets('juliet', 0, 1000);
    expect(packets.filter(({ key }) => key === 'probetold')).toHaveLength(1);
    expect(client.pending).toEqual([]);
  });
});

describeWith('redis-server', 'a journal in Redis', () => {
  let redis: RunningRedis;
  const journals: Journal[] = [];
  const open = async (): Promise<Journal> => {
    const journal = await redisJournal({ url: redis.url, leaseMs: 2000 });
    journals.push(journal);
    return journal;
  };
  beforeEach(async () => {
    redis = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
  });
  afterEach(async () => {
    await Promise.all(journals.splice(0).map((journal) => journal.close().catch(() => undefined)));
    await redis.stop();
  });

  it('28 whose Redis goes refuses requests within 2 s, drops nothing, and goes on by itself', async () => {
    const client = await world.online({ journal: await open() });
    const outcomes = collect(client);
    await world.barrier(client);
    const before = outcomes.length;
    await redis.kill();
    const refused = await refusal(client, 1);
    expect(refused.error).toMatchObject({ name: 'JournalError', code: 'unavailable' });
    expect(refused.ms).toBeLessThan(2000);
    const numbers = Array.from({ length: 50 }, (_x, n) => 100 + n);
    tell(...numbers);
    await redis.restart();
    await grow(client, outcomes, before + 50);
    expect(outcomes.slice(before).map(({ n }) => n)).toEqual(numbers);
    expect(world.done).toEqual([]);
  });

  it('31 whose Redis forgot its last writes goes on with what is left: nothing is done twice', async () => {
    const forgetful = await startRedis();
    try {
      const journal = await redisJournal({ url: forgetful.url, leaseMs: 2000 });
      journals.push(journal);
      const client = await world.online({ journal });
      const outcomes = collect(client);
      await client.request(new Order({ n: 1 }));
      await forgetful.command('SAVE');
      const answer = world.server.faults.hold({ jid: 'juliet' });
      const asked = expect(client.request(new Order({ n: 2 }))).rejects.toThrow('Redis lost what');
      await world.hasDone(2);
      const again = onlineAgain(client);
      await forgetful.restart(); // with what it saved
      tell(10); // something to store, whereupon it is found out
      answer();
      // The server has handled more than the store knows of: that stream is given up.
      expect(await again).toBe(false);
      await asked;
      await world.barrier(client);
      expect(world.done).toEqual([1, 2]);
      expect(keysOf(outcomes, 1)).toEqual(['probe_order_handle']);
      expect(keysOf(outcomes, 2)).toEqual([]);
      expect(client.pending).toEqual([]);
    } finally {
      await forgetful.stop();
    }
  });

  it('32 without memory refuses requests as a full disk does, and goes on', async () => {
    const client = await world.online({ journal: await open() });
    await world.barrier(client);
    await redis.command('CONFIG SET maxmemory 1');
    expect((await refusal(client, 1)).error).toMatchObject({ name: 'JournalError', code: 'full' });
    await redis.command('CONFIG SET maxmemory 0');
    await untilAccepted(() => client.request(new Order({ n: 2 })));
    expect(world.done).toEqual([2]);
  });

  it('32 that may delete anything is refused when it starts', async () => {
    await redis.command('CONFIG SET maxmemory-policy allkeys-lru');
    await expect(redisJournal({ url: redis.url })).rejects.toMatchObject({ code: 'refused' });
  });
});

const packets = { probe_after_handle: v.object({ n: v.number() }) };

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Probe/After'> {}
}

/** What was `Probe/Before` once. */
@action('Probe/After', { params: v.object({ n: v.number() }), aliases: ['Probe/Before'] })
class After extends Action<'Probe/After', { n: number }> {
  override build() {
    return iqSet(undefined, xml('order', { xmlns: NS_PROBE, n: this.params.n }));
  }

  override handle(_reply: unknown, ctx: ActionContext<'Probe/After'>) {
    ctx.deliver('handle', this.params);
  }
}

const renamed = feature({ name: 'renamed', packets, actions: [After] });

const record = (id: string, parts: Partial<PendingRecord> = {}): PendingRecord => ({
  id,
  name: 'Probe/Order',
  version: 1,
  params: { n: 1 },
  kind: 'iq',
  deadline: 1795262400000 + 60_000,
  timeoutMs: 60_000,
  session: 'stage',
  ...parts,
});

/** A journal with these requests. */
async function storing(...pending: readonly unknown[]): Promise<ReturnType<typeof memoryJournal>> {
  const journal = memoryJournal();
  const { fence } = await journal.open('stage');
  journal.commit([unitOf({ session: 'stage', fence, pending: pending as PendingRecord[] })]);
  return journal;
}

describe('a stored request', () => {
  it.each([
    ['33 is of a newer version', record('a', { version: 9 }), 'action Probe/Order'],
    ['33 has params that do not fit', record('a', { params: { n: 'x' } }), 'action Probe/Order'],
    ['33 is of another session', record('a', { session: 'other' }), 'action Probe/Order'],
    ['33 has no deadline', { ...record('a'), deadline: 'soon' }, 'action Probe/Order'],
    ['33 is next to nothing', { id: 'a' }, 'a stored request'],
    ['34 is of a class that is gone', record('a', { name: 'Probe/Gone' }), 'action Probe/Gone'],
  ])('%s: it is set aside once, told once, and the others go on', async (_why, bad, what) => {
    const journal = await storing(bad, record('good', { params: { n: 7 } }));
    const stage = await openStage({ features: [probe], setUp: false, journal });
    await stage.settle();
    const aside = expect.objectContaining({ what, reason: expect.any(String) });
    expect(stage.contents('session_setaside')).toEqual([aside]);
    expect(stage.faults).toHaveLength(1);
    expect(stage.session.pending).toEqual(['good']);
    await stage.connected();
    expect(await journal.setAside('stage')).toEqual([aside]);
    const later = await openStage({ features: [probe], setUp: false, journal });
    await later.settle();
    expect(later.contents('session_setaside')).toEqual([]);
    expect(await journal.setAside('stage')).toHaveLength(1);
  });

  it('34 of a class that was renamed is woken by its new name', async () => {
    const journal = await storing(record('a', { name: 'Probe/Before' }));
    const { fence } = await journal.open('stage');
    const outbound = [{ number: 1, xml: "<iq type='set' id='a'/>", id: 'a' }];
    journal.commit([unitOf({ session: 'stage', fence, outbound })]);
    const stage = await openStage({ features: [renamed], setUp: false, journal });
    await stage.connected();
    await stage.settle();
    stage.server.send(`<iq xmlns='jabber:client' type='result' id='a'/>`);
    await stage.settle();
    expect(stage.contents('probe_after_handle')).toEqual([{ n: 1 }]);
    expect(stage.contents('session_setaside')).toEqual([]);
  });
});
