import { expect, it } from '../../jest.js';
import { MAX_SET_ASIDE } from '@xec/xec';
import { SESSION, stanza, packet, range, type JournalStore } from './store.js';

/** What the next stream needs: facts, stanzas that have not arrived, counts, what was set aside. */
export function streamContract({ start }: JournalStore): void {
  it('keeps the last value of a fact, and forgets one without', async () => {
    const { journal, write } = await start();
    const fact = (key: string, value?: unknown) => ({
      section: 'contact',
      key,
      ...(value !== undefined && { value }),
    });
    await write({ facts: [fact('a', 1), fact('b', 2), fact('a', 3)] });
    await write({ facts: [fact('b'), fact('c', 4), fact('c'), fact('d')] });
    expect((await journal.open(SESSION)).facts).toEqual([fact('a', 3)]);
  });

  it('keeps facts of two sections apart, whatever their keys are', async () => {
    const { journal, write } = await start();
    const facts = [
      { section: 'a', key: 'b/c', value: 1 },
      { section: 'a/b', key: 'c', value: 2 },
      { section: 'ab', key: '', value: 3 },
      { section: '', key: 'ab', value: false },
    ];
    await write({ facts });
    const { facts: found } = await journal.open(SESSION);
    expect(found).toHaveLength(4);
    expect(found).toEqual(expect.arrayContaining(facts));
  });

  it('lets go of stanzas that were delivered, and still knows the last number', async () => {
    const { journal, write } = await start();
    await write({ outbound: [stanza(1), stanza(2)] }, { outbound: [stanza(3)] });
    await write({ delivered: 2 });
    expect((await journal.open(SESSION)).outbound).toEqual([stanza(3)]);
    const { fence } = await journal.open(SESSION);
    await write({ fence, delivered: 3, outbound: [stanza(4)] }, { fence, delivered: 4 });
    expect(await journal.open(SESSION)).toMatchObject({ outbound: [], lastOutbound: 4 });
  });

  it('takes back stanzas that must not leave any more, in the unit that made them too', async () => {
    const { journal, write } = await start();
    await write({ outbound: [stanza(1), stanza(2), stanza(3)], withdrawn: [2] });
    await write({ withdrawn: [3, 99] }, { outbound: [stanza(4)] });
    expect(await journal.open(SESSION)).toMatchObject({
      outbound: [stanza(1), stanza(4)],
      lastOutbound: 4,
    });
  });

  it('keeps what the server acknowledged until another count comes', async () => {
    const { journal, write } = await start();
    await write({ outbound: [stanza(1), stanza(2)] }, { delivered: 1, acked: 4_294_967_295 });
    await write({ packets: [packet(1)] });
    expect(await journal.open(SESSION)).toMatchObject({
      outbound: [stanza(2)],
      acked: 4_294_967_295,
    });
    const { fence } = await journal.open(SESSION);
    await write({ fence, delivered: 2, acked: 0 });
    expect((await journal.open(SESSION)).acked).toBe(0);
  });

  it('keeps what was set aside, the newest of much', async () => {
    const { journal, write } = await start();
    expect(await journal.setAside(SESSION)).toEqual([]);
    const one = (at: number) => ({
      what: 'action A/B',
      reason: 'no such class',
      text: '{"é',
      at,
    });
    await write({ setAside: [one(1), one(2)] }, { setAside: [one(3)] });
    expect(await journal.setAside(SESSION)).toEqual([one(1), one(2), one(3)]);
    await write({ setAside: range(4, 500).map((at) => one(at)) });
    const kept = await journal.setAside(SESSION);
    expect(kept.length).toBeGreaterThanOrEqual(MAX_SET_ASIDE);
    expect(kept.length).toBeLessThan(500);
    expect(kept.at(-1)).toEqual(one(500));
  });

  it('keeps the inbound count until another one comes', async () => {
    const { journal, write } = await start();
    await write({ inbound: 5 }, { packets: [packet(1)] });
    expect((await journal.open(SESSION)).inbound).toBe(5);
  });

  it('takes the count of a new stream, though it is lower', async () => {
    const { journal, write } = await start();
    await write({ inbound: 5 }, { inbound: 1 });
    expect((await journal.open(SESSION)).inbound).toBe(1);
  });
}
