import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { journalContract } from '@xec/testing';
import { unitOf } from '@xec/xec';
import { MemoryJournal, memoryJournal } from './index.js';

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
