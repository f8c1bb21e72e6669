import { describe, expect, it } from '@jest/globals';
import { journalContract } from '@xec/testing';
import { MemoryJournal, memoryJournal } from './index.js';

journalContract('the journal in memory', () => Promise.resolve(new MemoryJournal()));

describe('the journal in memory', () => {
  it('says that it survives nothing', () => {
    expect(memoryJournal().survives).toMatch(/^nothing/);
  });

  it('has stored a unit when commit returns', async () => {
    const journal = memoryJournal();
    const { fence } = await journal.open('one');
    const rest = { taken: [], pending: [], outbound: [], packets: [], facts: [] };
    journal.commit([{ session: 'one', fence, ...rest, inbound: 1 }]);
    const snapshot = journal.open('one');
    journal.commit([]);
    expect((await snapshot).inbound).toBe(1);
  });

  it('keeps as many packets as it is told, at least, and twice as many at most', async () => {
    const journal = memoryJournal({ packets: 10 });
    const { fence } = await journal.open('one');
    const rest = { taken: [], pending: [], outbound: [], facts: [] };
    for (let seq = 1; seq <= 100; seq += 1) {
      const packet = { key: 'k', content: {}, session: 'one', seq, at: 0 };
      journal.commit([{ session: 'one', fence, ...rest, packets: [packet] }]);
      const { packets, resync } = await journal.packets('one', 0, 1000);
      expect(packets.length).toBeGreaterThanOrEqual(Math.min(seq, 10));
      expect(packets.length).toBeLessThanOrEqual(20);
      expect(packets.at(-1)?.seq).toBe(seq);
      expect(resync).toBe(packets[0]?.seq !== 1);
    }
  });
});
