/**
 * What happens to a journal when something happens to its Redis. Numbers are those of the table of
 * faults that the journals share.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeWith, openProxy, startRedis, type Proxy, type RunningRedis } from '@xec/testing';
import { JournalError, unitOf, type AnyPacket, type Journal, type UnitOfWork } from '@xec/xec';
import { redisJournal, type RedisJournalOptions } from './index.js';

const SESSION = 'juliet';
const AOF = ['--appendonly', 'yes', '--appendfsync', 'always'];

const packet = (seq: number): AnyPacket => ({
  key: 'k',
  content: seq,
  session: SESSION,
  seq,
  at: seq,
});

/** What a request and, one number later, its answer do. */
const request = (fence: number, number: number): UnitOfWork =>
  unitOf({
    session: SESSION,
    fence,
    pending: [
      {
        id: `id${number}`,
        name: 'Ping/Ping',
        version: 1,
        params: {},
        kind: 'iq',
        deadline: 1,
        timeoutMs: 1,
        session: SESSION,
      },
    ],
    outbound: [{ number, xml: '<iq/>', id: `id${number}` }],
    taken: [`id${number - 1}`],
    packets: [packet(number)],
    setAside: [{ what: 'a', reason: 'b', text: 'c', at: number }],
    inbound: number,
  });

async function refusalOf(act: () => unknown): Promise<JournalError> {
  try {
    await act();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Does it until the store is available. */
async function retry<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof JournalError) || error.code !== 'unavailable') throw error;
    }
    await delay(20);
  }
}

/** How `unit` is refused by a store that is available. */
async function refusedAs(journal: Journal, unit: UnitOfWork): Promise<JournalError> {
  const refusal = await refusalOf(() => journal.commit([unit]));
  if (refusal.code === 'unavailable') throw refusal;
  return refusal;
}

async function seqs(journal: Journal): Promise<number[]> {
  return (await journal.packets(SESSION, 0, 1000)).packets.map(({ seq }) => seq);
}

describeWith('redis-server', 'a journal whose Redis', () => {
  let redis: RunningRedis;
  let proxy: Proxy | undefined;
  const faults: string[] = [];
  const journals: Journal[] = [];

  const start = async (args: readonly string[] = []): Promise<void> => {
    redis = await startRedis({ args });
  };

  const connect = async (options: RedisJournalOptions = {}) => {
    const onFault = (fault: unknown, where: string) => {
      faults.push(`${where}: ${(fault as Error).message}`);
    };
    const journal = await redisJournal({ url: redis.url, onFault, ...options });
    journals.push(journal);
    return journal;
  };

  beforeEach(() => {
    faults.length = 0;
  });

  afterEach(async () => {
    redis.resume();
    for (const journal of journals.splice(0)) await journal.close();
    await proxy?.close();
    proxy = undefined;
    await redis.stop();
  });

  it('28: is down refuses within two seconds, and goes on with all of it', async () => {
    await start(AOF);
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await journal.commit([request(fence, 1)]);
    await redis.kill();
    for (let tries = 0; tries < 3; tries += 1) {
      const began = performance.now();
      const refusal = await refusalOf(() => journal.commit([request(fence, 2)]));
      expect(refusal).toMatchObject({ code: 'unavailable', session: undefined });
      expect(performance.now() - began).toBeLessThan(2000);
    }
    expect(faults).not.toEqual([]);
    await redis.restart();
    await retry(() => journal.commit([request(fence, 2)]));
    expect(await seqs(journal)).toEqual([1, 2]);
    const { pending, outbound, inbound } = await journal.open(SESSION);
    expect(pending.map(({ id }) => id)).toEqual(['id2']);
    expect(outbound.map(({ number }) => number)).toEqual([1, 2]);
    expect(inbound).toBe(2);
  }, 20_000);

  it('28: is suspended refuses within two seconds, and goes on', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    redis.suspend();
    const began = performance.now();
    expect(await refusalOf(() => journal.commit([request(fence, 1)]))).toMatchObject({
      code: 'unavailable',
    });
    expect(performance.now() - began).toBeLessThan(2000);
    // Nothing is kept for later: it is refused at once.
    expect(await refusalOf(() => journal.open(SESSION))).toMatchObject({ code: 'unavailable' });
    redis.resume();
    await retry(() => journal.commit([request(fence, 1)]));
    expect(await seqs(journal)).toEqual([1]);
  }, 20_000);

  it('28: is down when it starts, says so', async () => {
    await start();
    await redis.kill();
    expect(await refusalOf(() => connect())).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('28: is down when it closes, closes', async () => {
    await start();
    const journal = await connect();
    await redis.kill();
    await journal.close();
    expect(faults.at(-1)).toMatch(/^journal: close: /);
  });

  it('29: answers five seconds late stores each unit once', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await redis.pause(5000);
    const began = performance.now();
    const units = [request(fence, 1), request(fence, 2)];
    expect(await refusalOf(() => journal.commit(units))).toMatchObject({ code: 'unavailable' });
    expect(performance.now() - began).toBeLessThan(2000);
    await retry(() => journal.commit(units));
    expect(await seqs(journal)).toEqual([1, 2]);
    expect(await journal.setAside(SESSION)).toHaveLength(2);
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [{ id: 'id2' }],
      outbound: [{ number: 1 }, { number: 2 }],
    });
  }, 20_000);

  it('30: stored it and could not say so finds it done', async () => {
    await start();
    proxy = await openProxy(redis.url);
    const journal = await connect({ url: proxy.url, commandMs: 300 });
    const { fence } = await journal.open(SESSION);
    await journal.commit([request(fence, 1)]);
    proxy.holdAnswers();
    const units = [request(fence, 2)];
    expect(await refusalOf(() => journal.commit(units))).toMatchObject({ code: 'unavailable' });
    expect(await redis.command(`HGET xec:{${SESSION}} lastSeq`)).toBe('$1');
    const other = await connect();
    expect(await seqs(other)).toEqual([1, 2]);
    await retry(() => journal.commit(units));
    await retry(() => journal.commit([request(fence, 3)]));
    expect(await seqs(journal)).toEqual([1, 2, 3]);
    expect(await journal.setAside(SESSION)).toHaveLength(3);
    expect(await journal.open(SESSION)).toMatchObject({ pending: [{ id: 'id3' }], inbound: 3 });
  });

  it('31: forgot its last writes gives no session on as if nothing had happened', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await journal.commit([request(fence, 1)]);
    await redis.command('SAVE');
    await journal.commit([request(fence, 2)]);
    const unknown = await journal.open('unknown');
    await redis.restart(); // with what it saved
    const refusal = await retry(() => refusedAs(journal, request(fence, 3)));
    expect(refusal).toMatchObject({ code: 'refused', session: SESSION });
    expect(faults.at(-1)).toMatch(/^journal: lost writes: .*"juliet"/);
    expect(
      await refusedAs(journal, unitOf({ session: 'unknown', fence: unknown.fence })),
    ).toMatchObject({ code: 'refused', session: 'unknown' });

    const again = await journal.open(SESSION);
    expect(again.fence).toBeGreaterThan(fence);
    expect(again).toMatchObject({ pending: [{ id: 'id1' }], inbound: 1 });
    // Number 2 was shown: another packet does not get it, and readers begin afresh.
    expect(again.lastSeq).toBe(2);
    await journal.commit([unitOf({ session: SESSION, fence: again.fence, packets: [packet(3)] })]);
    expect(await journal.packets(SESSION, 1, 9)).toEqual({ packets: [packet(3)], resync: true });
    expect(await journal.packets(SESSION, 2, 9)).toEqual({ packets: [packet(3)], resync: false });
  });

  it('31: forgot who owns a session never has two owners of it', async () => {
    await start();
    const one = await connect();
    await one.open(SESSION);
    await redis.command('SAVE');
    const { fence } = await one.open(SESSION);
    await redis.restart();
    const two = await connect();
    const { fence: next } = await two.open(SESSION, { takeOver: true });
    expect(next).not.toBe(fence);
    expect(await retry(() => refusedAs(one, request(fence, 1)))).toMatchObject({ code: 'fenced' });
    await two.commit([request(next, 1)]);
  });

  it('31: became a replica is left, and used again when it is none', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await redis.command('REPLICAOF 127.0.0.1 1');
    const refusal = await refusalOf(() => journal.commit([request(fence, 1)]));
    expect(refusal).toMatchObject({ code: 'unavailable' });
    expect(await refusalOf(() => journal.open(SESSION))).toMatchObject({ code: 'unavailable' });
    // Another connection may lead to what is the primary now: it asks again and again.
    while (!faults.some((fault) => fault.includes('is a replica'))) await delay(10);
    await redis.command('REPLICAOF NO ONE');
    await retry(() => journal.commit([request(fence, 1)]));
    expect(await seqs(journal)).toEqual([1]);
  });

  it('32: has no memory left refuses with full, stores nothing of it, and takes it later', async () => {
    await start(['--maxmemory-policy', 'noeviction']);
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await journal.commit([request(fence, 1)]);
    await redis.command('CONFIG SET maxmemory 1');
    const units = [request(fence, 2)];
    expect(await refusalOf(() => journal.commit(units))).toMatchObject({ code: 'full' });
    expect(await seqs(journal)).toEqual([1]);
    expect(await redis.command(`HGET xec:{${SESSION}} inbound`)).toBe('$1');
    expect(await redis.command(`HEXISTS xec:{${SESSION}}:pending id1`)).toBe(':1');
    expect(await refusalOf(() => journal.open('other'))).toMatchObject({ code: 'full' });
    await redis.command('CONFIG SET maxmemory 0');
    await journal.commit(units);
    expect(await journal.open(SESSION)).toMatchObject({ pending: [{ id: 'id2' }], inbound: 2 });
  });

  it('32: has no memory left forgets a session all the same', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await journal.commit([request(fence, 1)]);
    await redis.command('CONFIG SET maxmemory 1');
    await journal.end(SESSION, fence);
    await redis.command('CONFIG SET maxmemory 0');
    expect(await journal.open(SESSION)).toMatchObject({ pending: [], inbound: 0, lastSeq: 1 });
  });

  it.each(['allkeys-lru', 'allkeys-lfu', 'allkeys-random'])(
    '32: deletes what it likes (%s) is refused, with the remedy',
    async (policy) => {
      await start(['--maxmemory-policy', policy]);
      const refusal = await refusalOf(() => connect());
      expect(refusal.code).toBe('refused');
      expect(refusal.message).toMatch(`maxmemory-policy "${policy}"`);
      expect(refusal.message).toMatch('CONFIG SET maxmemory-policy noeviction');
    },
  );

  it('32: may delete leases is used, with a warning', async () => {
    await start(['--maxmemory-policy', 'volatile-lru']);
    await connect();
    expect(faults).toEqual([expect.stringMatching(/"volatile-lru".*noeviction/)]);
  });

  it('forgot our scripts learns them again', async () => {
    await start();
    const journal = await connect();
    const { fence } = await journal.open(SESSION);
    await redis.command('SCRIPT FLUSH');
    await Promise.all([1, 2, 3].map((number) => journal.commit([request(fence, number)])));
    expect(await seqs(journal)).toEqual([1, 2, 3]);
  });

  it('answered while this process was busy has answered in time', async () => {
    await start();
    const journal = await connect({ commandMs: 200 });
    const { fence } = await journal.open(SESSION);
    redis.suspend();
    const stored = journal.commit([request(fence, 1)]);
    await nextTurn();
    await nextTurn();
    redis.resume();
    const began = performance.now();
    while (performance.now() - began < 500); // a handler that does not yield
    await stored;
    expect(faults).toEqual([]);
  });
});
