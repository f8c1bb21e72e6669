import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { journalContract } from '@xec/testing';
import { Random } from '@xec/testing/random';
import { unitOf, type AnyPacket } from '@xec/xec';
import { MemoryJournal, memoryJournal } from './index.js';
import { KeptPackets } from './kept-packets.js';

journalContract('the journal in memory', { open: () => Promise.resolve(new MemoryJournal()) });

describe('the journal in memory', () => {
  it('says that it survives nothing', () => {
    expect(memoryJournal().survives).toMatch(/^nothing/);
  });

  it('has stored a unit when commit returns', async () => {
    const journal = memoryJournal();
    const { fence } = await journal.open('one');
    journal.commit([unitOf({ session: 'one', fence, inbound: 1 })]);
    const snapshot = journal.open('one');
    journal.commit([]);
    expect((await snapshot).inbound).toBe(1);
  });

  it.each([
    ['count', { count: 10 }, 10],
    ['size', { bytes: 50 }, 5],
    ['age', { ageMs: 20 }, 21],
  ])('keeps as many packets as it is told, by %s', async (_what, packets, most) => {
    const journal = memoryJournal({ packets });
    const { fence } = await journal.open('one');
    for (let seq = 1; seq <= 100; seq += 1) {
      const packet = { key: 'k', content: '12345678', session: 'one', seq, at: seq };
      journal.commit([unitOf({ session: 'one', fence, packets: [packet] })]);
      const page = await journal.packets('one', 0, 1000);
      expect(page.packets.length).toBe(Math.min(seq, most));
      expect(page.packets.at(-1)?.seq).toBe(seq);
      expect(page.resync).toBe(seq > most);
    }
  });

  it('keeps what a plain list would keep, whatever comes', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = new Random(seed);
      const bounds = { count: random.between(0, 40), bytes: random.between(50, 900), ageMs: 60 };
      const kept = new KeptPackets(bounds);
      let plain: AnyPacket[] = [];
      let [seq, at] = [0, 0];
      for (let step = 0; step < 100; step += 1) {
        at += random.between(0, 20);
        const packets = Array.from({ length: random.between(0, 6) }, (): AnyPacket => {
          const content = 'x'.repeat(random.between(0, 40));
          return { key: 'k', content, session: 'one', seq: (seq += 1), at };
        });
        kept.add(packets);
        plain.push(...packets);
        const size = (): number =>
          plain.reduce((sum, { content }) => sum + (content as string).length + 2, 0);
        const isOver = ([head]: AnyPacket[]): boolean =>
          plain.length > bounds.count || size() > bounds.bytes || (head?.at ?? at) < at - 60;
        while (packets.length > 0 && plain.length > 0 && isOver(plain)) plain = plain.slice(1);
        const after = random.between(0, seq + 2);
        const limit = random.between(0, 50);
        const rest = plain.filter((packet) => packet.seq > after);
        expect(kept.page(after, limit)).toEqual({
          packets: rest.slice(0, limit),
          resync: after + 1 < (plain[0]?.seq ?? seq + 1),
        });
      }
    }
  });

  it('lets go of a packet as soon as another one has its place', async () => {
    const journal = memoryJournal({ packets: { count: 5 } });
    const { fence } = await journal.open('one');
    const contents = Array.from({ length: 8 }, (_, at) => {
      const content = { at };
      const packet = { key: 'k', content, session: 'one', seq: at + 1, at };
      journal.commit([unitOf({ session: 'one', fence, packets: [packet] })]);
      return new WeakRef(content);
    });
    await new Promise(setImmediate); // what a job has looked at lives until it ends
    collectGarbage();
    expect(contents.map((each) => each.deref()?.at)).toEqual([
      ...[undefined, undefined, undefined],
      ...[3, 4, 5, 6, 7],
    ]);
    expect((await journal.packets('one', 0, 10)).packets).toHaveLength(5);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
