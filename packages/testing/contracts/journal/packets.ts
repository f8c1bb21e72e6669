import { expect, it } from '../../jest.js';
import { SESSION, packet, range, type JournalStore } from './store.js';

/** Packets, and the places of those who read them. */
export function packetsContract({ start }: JournalStore): void {
  it('gives packets after a place, in order, up to the limit', async () => {
    const { write, packets } = await start();
    await write({ packets: range(1, 3).map((seq) => packet(seq)) }, { packets: [packet(4)] });
    await write({ packets: [packet(5)] });
    expect(await packets(0)).toEqual([1, 2, 3, 4, 5]);
    expect(await packets(2)).toEqual([3, 4, 5]);
    expect(await packets(2, 2)).toEqual([3, 4]);
    expect(await packets(5)).toEqual([]);
    expect(await packets(99)).toEqual([]);
    expect(await packets(0, 0)).toEqual([]);
    expect(await packets(0, 1)).toEqual([1]);
    expect(await packets(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(await packets(3, Number.MAX_SAFE_INTEGER)).toEqual([4, 5]);
  });

  it('gives pages that follow each other without gaps, while packets are added', async () => {
    const { write, packets } = await start();
    const seen: number[] = [];
    for (let seq = 1; seq <= 60; seq += 3) {
      await write({ packets: range(seq, seq + 2).map((each) => packet(each)) });
      seen.push(...(await packets(seen.at(-1) ?? 0, 2)));
    }
    while (seen.length < 60) seen.push(...(await packets(seen.at(-1) ?? 0, 7)));
    expect(seen).toEqual(range(1, 60));
  });

  it('says when a reader must start afresh: it has let go of packets in between', async () => {
    const { journal, write } = await start();
    const last = 50_000;
    for (let from = 1; from < last; from += 5000) {
      await write({ packets: range(from, from + 4999).map((seq) => packet(seq)) });
    }
    const { packets, resync } = await journal.packets(SESSION, 0, 1);
    expect(resync).toBe(packets[0]?.seq !== 1);
    const first = packets[0]?.seq ?? 0;
    expect((await journal.packets(SESSION, first - 1, 1)).resync).toBe(false);
    expect((await journal.packets(SESSION, last - 100, 1000)).packets).toHaveLength(100);
    expect((await journal.packets(SESSION, last, 10)).resync).toBe(false);
  });

  it('keeps the places of named readers', async () => {
    const { journal, write } = await start();
    await write({ packets: [packet(1), packet(2)] });
    expect(await journal.cursor(SESSION, 'database')).toBeUndefined();
    await journal.moveCursor(SESSION, 'database', 1);
    await journal.moveCursor(SESSION, '__proto__', 2);
    expect(await journal.cursor(SESSION, 'database')).toBe(1);
    expect(await journal.cursor(SESSION, '__proto__')).toBe(2);
    expect(await journal.cursor(SESSION, 'toString')).toBeUndefined();
    await journal.open(SESSION);
    await journal.moveCursor(SESSION, 'database', 2);
    expect(await journal.cursor(SESSION, 'database')).toBe(2);
  });

  it('never moves a reader back', async () => {
    const { journal, write } = await start();
    await write({ packets: [packet(1), packet(2)] });
    await journal.moveCursor(SESSION, 'database', 2);
    await journal.moveCursor(SESSION, 'database', 1);
    expect(await journal.cursor(SESSION, 'database')).toBe(2);
  });
}
