import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { describeWith, journalContract, startRedis, type RunningRedis } from '@xec/testing';
import { unitOf, type AnyPacket, type Journal } from '@xec/xec';
import { createClient } from 'redis';
import { changesOf } from './changes.js';
import { commitScript } from './commit-script.js';
import { redisJournal, type RedisJournalOptions } from './index.js';
import { sessionKey } from './keys.js';

const packetOf = (content: unknown, seq: number): AnyPacket => ({
  key: 'k',
  content,
  session: 'one',
  seq,
  at: seq,
});

describeWith('redis-server', 'the journal in Redis', () => {
  let redis: RunningRedis;
  let client: ReturnType<typeof createClient>;
  const journals: Journal[] = [];
  const faults: unknown[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    client = createClient({ url: redis.url });
    await client.connect();
  });

  afterEach(async () => {
    for (const journal of journals.splice(0)) await journal.close();
    faults.length = 0;
    await client.flushAll();
  });

  afterAll(async () => {
    client.destroy();
    await redis.stop();
  });

  journalContract('the journal in Redis', {
    open: async () => {
      await client.flushAll();
      return redisJournal({ url: redis.url });
    },
    another: () => redisJournal({ url: redis.url }),
    damage: async (session, id, text) => {
      await client.hSet(`${sessionKey('xec', session)}:pending`, id, text);
    },
  });

  const connect = async (options: RedisJournalOptions = {}) => {
    const onFault = (fault: unknown) => faults.push(fault);
    const journal = await redisJournal({ url: redis.url, onFault, ...options });
    journals.push(journal);
    return journal;
  };

  it('says that it is durable, and what it survives', async () => {
    const journal = await connect();
    expect(journal.isDurable).toBe(true);
    expect(journal.survives).toMatch(/^the end of this process; a crash of Redis loses/);
  });

  it.each([
    ['count', { count: 10 }, 10],
    ['size', { bytes: 50 }, 5],
    ['age', { ageMs: 20 }, 21],
    ['nothing at all', { count: 0 }, 0],
  ])('keeps as many packets as it is told, by %s', async (_what, packets, most) => {
    const journal = await connect({ packets });
    const { fence } = await journal.open('one');
    for (let seq = 1; seq <= 100; seq += 1) {
      const unit = unitOf({ session: 'one', fence, packets: [packetOf('12345678', seq)] });
      await journal.commit([unit]);
      const page = await journal.packets('one', 0, 1000);
      expect(page.packets.length).toBe(Math.min(seq, most));
      expect(page.resync).toBe(seq > most);
      if (most > 0) expect(page.packets.at(-1)?.seq).toBe(seq);
    }
    expect((await journal.open('one')).lastSeq).toBe(100);
  });

  it('keeps as many of a thousand that come at once', async () => {
    const journal = await connect({ packets: { bytes: 50 } });
    const { fence } = await journal.open('one');
    const packets = Array.from({ length: 1000 }, (_, index) => packetOf('12345678', index + 1));
    await journal.commit([unitOf({ session: 'one', fence, packets })]);
    const { packets: kept } = await journal.packets('one', 0, 1000);
    expect(kept.map(({ seq }) => seq)).toEqual([996, 997, 998, 999, 1000]);
  });

  it('gives packets back as they were', async () => {
    const journal = await connect();
    const { fence } = await journal.open('one');
    const contents = [null, '', 'é\u0000\ud800', 0, [], {}, { __proto__: null, a: [1] }];
    const packets = contents.map((content, index) => ({
      ...packetOf(content, index + 1),
      ...(index > 2 && { from: 'romeo@montague.example' }),
    }));
    await journal.commit([unitOf({ session: 'one', fence, packets })]);
    expect((await journal.packets('one', 0, 9)).packets).toEqual(packets);
  });

  it('gives requests in the order in which they began, whatever their ids are', async () => {
    const journal = await connect();
    const { fence } = await journal.open('one');
    const ids = Array.from({ length: 300 }, (_, index) => String((index * 7919) % 1000));
    for (const id of ids) {
      const record = { id, name: 'A/B', version: 1, params: null, kind: 'iq' } as const;
      const pending = [{ ...record, deadline: 1, timeoutMs: 1, session: 'one' }];
      await journal.commit([unitOf({ session: 'one', fence, pending })]);
    }
    expect((await journal.open('one')).pending.map(({ id }) => id)).toEqual(ids);
  });

  it('replaces a stanza that never left by the one that got its number', async () => {
    const journal = await connect();
    const { fence } = await journal.open('one');
    for (const xml of ['<a/>', '<b/>']) {
      await journal.commit([unitOf({ session: 'one', fence, outbound: [{ number: 1, xml }] })]);
    }
    expect((await journal.open('one')).outbound).toEqual([{ number: 1, xml: '<b/>' }]);
  });

  it('lets a commit that was on its way for too long change nothing', async () => {
    const journal = await connect();
    const { fence } = await journal.open('one');
    await journal.commit([unitOf({ session: 'one', fence, inbound: 1 })]);
    await journal.commit([unitOf({ session: 'one', fence, inbound: 2 })]);
    const late = [1, 1000, 1000, 1000, 100, fence, 0].map(String);
    const reply = await client.eval(commitScript.source, {
      keys: [sessionKey('xec', 'one')],
      arguments: [...late, ...changesOf([unitOf({ session: 'one', fence, inbound: 1 })])],
    });
    expect(reply).toEqual(['overtaken', 1]);
    expect((await journal.open('one')).inbound).toBe(2);
  });

  it('stores a thousand units of a thousand sessions as one', async () => {
    const journal = await connect();
    const names = Array.from({ length: 1000 }, (_, index) => `session ${index}`);
    const snapshots = await Promise.all(names.map((name) => journal.open(name)));
    const units = names.map((session, index) =>
      unitOf({ session, fence: snapshots[index]?.fence ?? 0, inbound: index }),
    );
    const fencedOff = unitOf({ session: 'session 999', fence: 1 });
    await expect(journal.commit([...units.slice(0, 999), fencedOff])).rejects.toMatchObject({
      session: 'session 999',
    });
    expect(await client.hExists(sessionKey('xec', 'session 7'), 'inbound')).toBe(0);
    await journal.commit(units);
    expect(await client.hGet(sessionKey('xec', 'session 7'), 'inbound')).toBe('7');
  });

  it('keeps prefixes apart', async () => {
    const one = await connect({ prefix: 'one' });
    const two = await connect({ prefix: 'two' });
    const { fence } = await one.open('one');
    await one.commit([unitOf({ session: 'one', fence, inbound: 7 })]);
    expect((await two.open('one')).inbound).toBe(0);
  });

  it('lets another owner take a session whose lease has ended', async () => {
    const one = await connect({ owner: 'one' });
    const { fence } = await one.open('one');
    await client.del('xec:owner:one');
    const two = await connect({ owner: 'two' });
    await two.open('one');
    await expect(one.commit([unitOf({ session: 'one', fence })])).rejects.toMatchObject({
      code: 'fenced',
    });
    await expect(one.open('one')).rejects.toMatchObject({ code: 'owned' });
  });

  it('goes on after its lease has ended where nobody took the session', async () => {
    const journal = await connect({ owner: 'one' });
    const { fence } = await journal.open('one');
    await client.del('xec:owner:one');
    await journal.commit([unitOf({ session: 'one', fence, inbound: 1 })]);
    expect((await journal.open('one')).inbound).toBe(1);
  });

  it('renews its lease, without memory too, and takes one that has ended again', async () => {
    await connect({ owner: 'one', leaseMs: 600 });
    await client.configSet('maxmemory', '1');
    const left = () => client.pTTL('xec:owner:one');
    for (let before = await left(); ;) {
      const now = await left();
      if (now > before) break;
      before = now;
      await delay(10);
    }
    await client.configSet('maxmemory', '0');
    await client.del('xec:owner:one');
    while ((await left()) < 0) await delay(10);
    expect(faults).toEqual([]);
  });

  it('gives a daemon that comes back under its name what it had', async () => {
    const before = await connect({ owner: 'daemon-1' });
    const { fence } = await before.open('one');
    const after = await connect({ owner: 'daemon-1' });
    expect((await after.open('one')).fence).toBeGreaterThan(fence);
    await expect(before.commit([unitOf({ session: 'one', fence })])).rejects.toMatchObject({
      code: 'fenced',
    });
  });

  it('reports what it cannot read and gives the rest', async () => {
    const journal = await connect();
    const { fence } = await journal.open('one');
    const facts = ['a', 'b'].map((key) => ({ section: 'contact', key, value: 1 }));
    const outbound = [1, 2].map((number) => ({ number, xml: '<iq/>' }));
    const aside = { what: 'a', reason: 'b', text: 'c', at: 1 };
    await journal.commit([unitOf({ session: 'one', fence, facts, outbound, setAside: [aside] })]);
    const key = sessionKey('xec', 'one');
    await client.hSet(`${key}:facts`, '["contact","a"]', '{');
    await client.zRemRangeByScore(`${key}:outbound`, 1, 1);
    await client.zAdd(`${key}:outbound`, { score: 1, value: '{' });
    await client.lPush(`${key}:aside`, '{');
    expect(await journal.open('one')).toMatchObject({
      facts: [{ key: 'b' }],
      outbound: [{ number: 2 }],
    });
    expect(await journal.setAside('one')).toEqual([aside]);
    expect(faults.map(String)).toEqual([
      expect.stringMatching(/"one" cannot be read: outbound stanza 1/),
      expect.stringMatching(/"one" cannot be read: fact \["contact","a"\]/),
      expect.stringMatching(/"one" cannot be read: what was set aside/),
    ]);
  });
});
