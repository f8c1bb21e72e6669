import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { TestRuntime } from '@xec/testing/rooms';
import { JournalError } from '../errors.js';
import { unitOf } from '../journal/journal.js';
import type { AnyPacket } from './packet.js';
import { PacketReader, type PacketStore, type ReaderOptions } from './reader.js';

const packet = (seq: number, key = 'tick'): AnyPacket => ({
  key,
  content: { seq },
  session: 'one',
  seq,
  at: 0,
});

/** Lets everything happen that waits for no clock. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open(options: Partial<ReaderOptions> = {}, kept = 1000) {
  const journal = new MemoryJournal({ packets: { count: kept } });
  const runtime = new TestRuntime();
  const { fence } = await journal.open('one');
  const got: number[] = [];
  const faults: unknown[] = [];
  const resyncs: unknown[] = [];
  const make = (more: Partial<ReaderOptions> = {}): PacketReader =>
    new PacketReader({
      pattern: '*',
      run: ({ seq }: AnyPacket) => got.push(seq),
      name: undefined,
      since: 0,
      onResync: (resync) => resyncs.push(resync),
      onFault: (fault) => faults.push(fault),
      ...options,
      ...more,
    });
  const reader = make();
  let last = 0;
  const store = { journal, session: 'one', lastSeq: () => last, runtime, ahead: 100 };
  /** Stores packets, and tells a reader of them as a session does. */
  const publish = (from: number, to: number, heard?: PacketReader): void => {
    for (let seq = from; seq <= to; seq += 1) {
      last = seq;
      journal.commit([unitOf({ session: 'one', fence, packets: [packet(seq)] })]);
      heard?.offer(packet(seq));
    }
  };
  return { journal, runtime, reader, make, store, publish, got, faults, resyncs };
}

const upTo = (to: number, from = 1): number[] =>
  Array.from({ length: to - from + 1 }, (_x, at) => from + at);

describe('a reader of packets', () => {
  it('says once that it has everything there is, and again after it was attached anew', async () => {
    const lives: number[] = [];
    const { reader, store, publish, got } = await open({ onLive: () => lives.push(got.length) });
    publish(1, 250);
    reader.attach(store);
    await turn();
    expect(lives).toEqual([250]);
    publish(251, 252, reader);
    await turn();
    expect(lives).toEqual([250]);
    await reader.detach();
    publish(253, 300);
    reader.attach(store);
    await turn();
    expect(lives).toEqual([250, 300]);
  });

  it('gets what was missed, then what comes, each once, in order', async () => {
    const { reader, store, publish, got } = await open();
    publish(1, 250);
    reader.attach(store);
    publish(251, 600, reader);
    await turn();
    await turn();
    publish(601, 603, reader);
    await turn();
    expect(got).toEqual(upTo(603));
  });

  it('begins after its place, and passes over what it does not want', async () => {
    const { make, store, publish, got, journal } = await open({ since: 3 });
    publish(1, 4);
    const { fence } = await journal.open('one');
    journal.commit([unitOf({ session: 'one', fence, packets: [packet(5, 'tock')] })]);
    const reader = make({ pattern: 'tick' });
    reader.attach(store);
    await turn();
    expect(got).toEqual([4]);
  });

  it('moves its place when it has returned: one that dies in between gets the packet again', async () => {
    const { make, store, publish, got, journal } = await open({ name: 'app' });
    publish(1, 2);
    let goOn: () => void = () => undefined;
    const slow = make({
      run: ({ seq }: AnyPacket) => {
        got.push(seq);
        if (seq === 2) return new Promise<void>((resolve) => (goOn = resolve));
        return undefined;
      },
    });
    slow.attach(store);
    await turn();
    expect(got).toEqual([1, 2]);
    expect(await journal.cursor('one', 'app')).toBeUndefined();
    goOn();
    await turn();
    expect(await journal.cursor('one', 'app')).toBe(2);
    publish(3, 3);
    make().attach(store);
    await turn();
    expect(got).toEqual([1, 2, 3]);
  });

  it('gives a packet again to one that throws, later and later, and nothing after it', async () => {
    let isFailing = true;
    const { make, store, publish, got, faults, runtime } = await open();
    publish(1, 2);
    const reader = make({
      run: ({ seq }: AnyPacket) => {
        if (isFailing) throw new Error('planted');
        got.push(seq);
      },
    });
    reader.attach(store);
    await turn();
    for (const [at, ms] of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].entries()) {
      expect(faults).toHaveLength(at + 1);
      runtime.advance(ms - 1);
      await turn();
      expect(faults).toHaveLength(at + 1);
      runtime.advance(1);
      await turn();
    }
    isFailing = false;
    runtime.advance(60_000);
    await turn();
    expect(got).toEqual([1, 2]);
  });

  it('is told where packets in between are gone', async () => {
    const { reader, store, publish, got, resyncs } = await open({ since: 2 }, 5);
    publish(1, 20);
    reader.attach(store);
    await turn();
    expect(resyncs).toEqual([{ after: 2, next: got[0] }]);
    expect(got).toEqual(upTo(20, got[0]));
  });

  it('rests while it is detached, and goes on where it was', async () => {
    const { reader, store, publish, got } = await open();
    reader.attach(store);
    publish(1, 2, reader);
    await turn();
    await reader.detach();
    publish(3, 4, reader);
    await turn();
    expect(got).toEqual([1, 2]);
    reader.attach(store);
    await turn();
    expect(got).toEqual([1, 2, 3, 4]);
  });

  it('goes on when the journal answers again', async () => {
    const { reader, store, publish, got, faults, runtime, journal } = await open();
    publish(1, 2);
    let isAway = true;
    reader.attach({
      ...store,
      journal: {
        packets: (...args) =>
          isAway
            ? Promise.reject(new JournalError('unavailable', 'away'))
            : journal.packets(...args),
        cursor: (...args) => journal.cursor(...args),
        moveCursor: (...args) => journal.moveCursor(...args),
      },
    });
    await turn();
    expect(faults).toHaveLength(1);
    isAway = false;
    runtime.advance(1000);
    await turn();
    expect(got).toEqual([1, 2]);
  });

  it('whose place is ahead of what there is hears of it, and gets what comes', async () => {
    const { make, store, publish, got, resyncs } = await open();
    publish(1, 3);
    const reader = make({ since: 10 });
    reader.attach(store);
    await turn();
    publish(4, 5, reader);
    await turn();
    expect(resyncs).toEqual([{ after: 3 }]);
    expect(got).toEqual([4, 5]);
  });

  it('gets nothing more once it is stopped', async () => {
    const { reader, store, publish, got } = await open();
    reader.attach(store);
    publish(1, 1, reader);
    await turn();
    reader.stop();
    publish(2, 2, reader);
    reader.attach(store);
    await turn();
    expect(got).toEqual([1]);
  });
});

/** A journal with so many packets of one session. */
class Shelf {
  readonly runtime = new TestRuntime();
  readonly ahead = 100;
  readonly session = 's';
  readonly packets: AnyPacket[];
  readonly lastSeq = (): number => this.packets.length;
  place: number | undefined;
  refusal: Error | undefined;

  constructor(count: number) {
    this.packets = Array.from({ length: count }, (_none, at) => this.#packet(at + 1));
  }

  readonly journal: PacketStore['journal'] = {
    packets: async (_session, after, limit) => ({
      packets: this.packets.filter(({ seq }) => seq > after).slice(0, limit),
      resync: false,
    }),
    cursor: async () => this.place,
    moveCursor: async (_session, _name, seq) => {
      if (this.refusal !== undefined) throw this.refusal;
      this.place = seq;
    },
  };

  #packet(seq: number): AnyPacket {
    return { key: 'message', content: {}, session: this.session, seq, at: 0 };
  }
}

function read(run: (packet: AnyPacket) => unknown) {
  const faults: unknown[] = [];
  const reader = new PacketReader({
    pattern: '*',
    run,
    name: 'database',
    since: 0,
    onResync: undefined,
    onFault: (fault) => faults.push(fault),
  });
  return { reader, faults };
}

describe('a named reader', () => {
  it('that is detached while it is behind goes on after what it has handled', async () => {
    const shelf = new Shelf(5);
    const first: number[] = [];
    await new Promise<void>((resolve) => {
      const { reader } = read(({ seq }) => {
        first.push(seq);
        if (seq === 2) void reader.detach().then(resolve);
      });
      reader.attach(shelf);
    });
    expect(first).toEqual([1, 2]);
    expect(shelf.place).toBe(2);
    const seen: number[] = [];
    const next = await new Promise<PacketReader>((resolve) => {
      const { reader: later } = read(({ seq }) => {
        seen.push(seq);
        if (seq === 5) resolve(later);
      });
      later.attach(shelf);
    });
    await next.detach();
    expect(seen).toEqual([3, 4, 5]);
  });

  it('is detached at once where its place cannot be kept any more, and says so', async () => {
    const shelf = new Shelf(2);
    const heard = await new Promise<unknown[]>((resolve) => {
      const { reader, faults } = read(() => {
        shelf.refusal = new Error('the journal is away');
        void reader.detach().then(() => resolve(faults));
      });
      reader.attach(shelf);
    });
    expect(heard).toEqual([shelf.refusal]);
  });
});
