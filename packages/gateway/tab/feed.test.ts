import { describe, expect, it, jest } from '@jest/globals';
import { memoryJournal } from '@xec/client';
import { unitOf, type AnyPacket, type Journal } from '@xec/xec';
import { Feed, type FeedLimits, type FeedSink } from './feed.js';
import type { GatewayMessage } from './wire.js';

const packet = (seq: number, key = 'message'): AnyPacket => ({
  key,
  content: { body: `line ${seq}` },
  session: 's',
  seq,
  at: seq,
});

/** A socket whose peer reads only when the test says so. */
class SlowSink implements FeedSink {
  readonly told: GatewayMessage[] = [];
  readonly #left: (() => void)[] = [];
  isReading = true;
  queuedBytes = 0;
  failure: unknown = undefined;

  send(message: GatewayMessage, done: () => void): void {
    this.told.push(message);
    if (this.isReading) queueMicrotask(done);
    else this.#left.push(done);
  }

  fail(error: unknown): void {
    this.failure = error;
  }

  readOn(): void {
    this.isReading = true;
    for (const done of this.#left.splice(0)) done();
  }

  get seqs(): number[] {
    return this.told.flatMap((message) => (message.t === 'packet' ? [message.seq] : []));
  }
}

class Setting {
  readonly journal = memoryJournal({ packets: { count: 100 } });
  readonly sink = new SlowSink();
  readonly feed: Feed;
  fence = 0;

  constructor(limits: Partial<FeedLimits> = {}, journal?: Journal) {
    const kept = journal ?? this.journal;
    const source = { ref: 'a', journal: kept, session: 's', keys: new Set(['message']) };
    this.feed = new Feed(source, this.sink, { queuedPackets: 10, queuedBytes: 1000, ...limits });
  }

  static async with(count: number, limits?: Partial<FeedLimits>): Promise<Setting> {
    const setting = new Setting(limits);
    setting.fence = (await setting.journal.open('s')).fence;
    for (let seq = 1; seq <= count; seq += 1) setting.store(packet(seq));
    return setting;
  }

  /** Stores the packet, and tells the feed as a session does. */
  store(stored: AnyPacket): void {
    this.journal.commit([unitOf({ session: 's', fence: this.fence, packets: [stored] })]);
    this.feed.offer(stored);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const count = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a feed', () => {
  it('gives what comes while it reads what was, once and in order', async () => {
    const setting = await Setting.with(50);
    const { journal, feed, sink } = setting;
    const read = journal.packets.bind(journal);
    let next = 50;
    // When nothing more was there, and before the feed knows it, another packet is stored.
    journal.packets = async (...args) => {
      const page = await read(...args);
      if (page.packets.length === 0 && next < 55) setting.store(packet((next += 1)));
      return page;
    };
    await feed.start(20);
    setting.store(packet(56));
    expect(sink.seqs).toEqual(count(21, 56));
    expect(sink.told.filter(({ t }) => t === 'live')).toHaveLength(1);
  });

  it('gives a packet once that it read before it was told of it', async () => {
    const setting = await Setting.with(2);
    const told = jest.spyOn(setting.feed, 'offer').mockImplementation(() => undefined);
    setting.store(packet(3));
    told.mockRestore();
    await setting.feed.start(undefined);
    setting.feed.offer(packet(3));
    setting.store(packet(4));
    expect(setting.sink.seqs).toEqual([1, 2, 3, 4]);
  });

  it('leaves out other keys, and is not held up by them', async () => {
    const setting = await Setting.with(2);
    setting.store(packet(3, 'secret'));
    await setting.feed.start(2);
    setting.store(packet(4, 'secret'));
    setting.store(packet(5));
    expect(setting.sink.seqs).toEqual([5]);
  });

  it('says resync once, when the journal has forgotten what follows', async () => {
    const setting = await Setting.with(300);
    await setting.feed.start(5);
    expect(setting.sink.told[0]).toEqual({ t: 'resync', ref: 'a' });
    expect(setting.sink.told.filter(({ t }) => t === 'resync')).toHaveLength(1);
    const [first = 0] = setting.sink.seqs;
    expect(setting.sink.seqs).toEqual(count(first, 300));
    expect(first).toBeGreaterThan(6);
  });

  it('goes on after the last packet that the journal has forgotten', async () => {
    const setting = await Setting.with(300);
    const { packets } = await setting.journal.packets('s', 0, 1);
    const oldest = packets[0]?.seq ?? 0;
    await setting.feed.start(oldest - 1);
    expect(setting.sink.seqs).toEqual(count(oldest, 300));
    expect(setting.sink.told.some(({ t }) => t === 'resync')).toBe(false);
  });

  it('gives all that is kept to who has nothing, without resync', async () => {
    const setting = await Setting.with(300);
    await setting.feed.start(undefined);
    expect(setting.sink.told[0]?.t).toBe('packet');
    expect(setting.sink.seqs.at(-1)).toBe(300);
  });

  it.each([
    ['packets', { queuedPackets: 10 }, 0],
    ['bytes', { queuedPackets: 100 }, 1000],
  ])(
    'holds a bounded number of %s for a tab that stalls, then says resync once',
    async (_what, limits, bytes) => {
      const setting = await Setting.with(0, limits);
      const { sink } = setting;
      await setting.feed.start(undefined);
      await turn();
      sink.isReading = false;
      sink.queuedBytes = bytes;
      for (let seq = 1; seq <= 60; seq += 1) setting.store(packet(seq));
      expect(sink.seqs).toHaveLength(bytes > 0 ? 1 : 10);
      const before = sink.told.length;
      sink.queuedBytes = 0;
      sink.readOn();
      await turn();
      await turn();
      const after = sink.told.slice(before);
      expect(after.filter(({ t }) => t === 'resync')).toHaveLength(1);
      expect(after[0]).toEqual({ t: 'resync', ref: 'a' });
      expect(after.slice(1).flatMap((told) => (told.t === 'packet' ? [told.seq] : []))).toEqual(
        count(1, 60),
      );
    },
  );

  it('fails when the journal cannot be read', async () => {
    const setting = new Setting();
    const broken = new Setting({}, {
      ...setting.journal,
      packets: () => Promise.reject(new Error('no disk')),
    } as unknown as Journal);
    await broken.feed.start(1);
    expect(broken.sink.failure).toEqual(new Error('no disk'));
  });

  it('sends nothing more after its end', async () => {
    const setting = await Setting.with(3);
    setting.sink.isReading = false;
    const started = setting.feed.start(undefined);
    await turn();
    setting.feed.end();
    await started;
    setting.store(packet(4));
    expect(setting.sink.seqs).toEqual([1, 2, 3]);
  });

  it('reads on no faster than the tab does', async () => {
    const setting = await Setting.with(50);
    const { sink } = setting;
    sink.isReading = false;
    const started = setting.feed.start(undefined);
    await turn();
    expect(sink.seqs).toEqual(count(1, 10));
    sink.readOn();
    await started;
    expect(sink.seqs).toEqual(count(1, 50));
  });
});
