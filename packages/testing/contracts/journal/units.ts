import { expect, it } from '../../jest.js';
import { SESSION, pending, stanza, packet, range, type JournalStore } from './store.js';

/** What a unit of work is: stored whole or not at all, and given back as it was. */
export function unitsContract({ start }: JournalStore): void {
  it('gives back what was stored, as it was', async () => {
    const { journal, write } = await start();
    const facts = [
      { section: 'contact', key: 'romeo@montague.example', value: { subscription: 'both' } },
      { section: 'room', key: '__proto__', value: { nick: 'julie', features: [] } },
    ];
    await write({
      pending: [pending('a'), pending('b')],
      outbound: [stanza(1), stanza(2)],
      packets: [packet(1)],
      facts,
      inbound: 7,
    });
    const snapshot = await journal.open(SESSION);
    expect(snapshot).toMatchObject({
      pending: [pending('a'), pending('b')],
      outbound: [stanza(1), stanza(2)],
      inbound: 7,
      lastOutbound: 2,
      lastSeq: 1,
    });
    expect(snapshot.facts).toHaveLength(2);
    expect(snapshot.facts).toEqual(expect.arrayContaining(facts));
    expect((await journal.packets(SESSION, 0, 10)).packets).toEqual([packet(1)]);
  });

  it('gives what it had then: what is stored later changes no snapshot', async () => {
    const { journal, write } = await start();
    const before = await journal.open(SESSION);
    const { fence } = before;
    await write({ fence, pending: [pending('a')], outbound: [stanza(1)], inbound: 1 });
    expect(before).toMatchObject({ pending: [], outbound: [], inbound: 0, lastOutbound: 0 });
  });

  it('forgets requests that were taken, in the unit that began them too', async () => {
    const { journal, write } = await start();
    await write({ pending: [pending('a'), pending('b')] }, { pending: [pending('c')] });
    await write({ taken: ['a', 'unknown'] }, { taken: ['c'] });
    await write({ pending: [pending('d')] }, { taken: ['d'] });
    const { pending: left } = await journal.open(SESSION);
    expect(left.map(({ id }) => id)).toEqual(['b']);
  });

  it('gives requests in the order in which they began, whatever their ids are', async () => {
    const { journal, write } = await start();
    const ids = async () => (await journal.open(SESSION)).pending.map(({ id }) => id);
    await write({ pending: ['m', 'z', '10', '9'].map(pending) }, { pending: [pending('b')] });
    expect(await ids()).toEqual(['m', 'z', '10', '9', 'b']);
    const { fence } = await journal.open(SESSION);
    await write(
      { fence, taken: ['z', 'b'], pending: [pending('a')] },
      { fence, pending: [pending('m'), pending('b')] }, // `m` is given once more, `b` begins anew
    );
    expect(await ids()).toEqual(['m', '10', '9', 'a', 'b']);
  });

  it('stores a large unit whole', async () => {
    const { journal, write, packets } = await start();
    const numbers = range(1, 5000);
    const ids = numbers.map((number) => `id${String(number)}`);
    const facts = numbers.map((value) => ({ section: 'contact', key: String(value), value }));
    await write({
      pending: ids.map(pending),
      outbound: numbers.map(stanza),
      packets: numbers.map((seq) => packet(seq)),
      facts,
    });
    const snapshot = await journal.open(SESSION);
    expect(snapshot.pending.map(({ id }) => id)).toEqual(ids);
    expect(snapshot.outbound).toEqual(numbers.map(stanza));
    expect(snapshot.facts).toHaveLength(5000);
    expect(snapshot).toMatchObject({ lastOutbound: 5000, lastSeq: 5000 });
    expect(await packets(4990)).toEqual(range(4991, 5000));
    const { fence } = snapshot;
    const forgotten = facts.map(({ section, key }) => ({ section, key }));
    await write({ fence, taken: ids.slice(1), withdrawn: numbers.slice(1), facts: forgotten });
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [pending('id1')],
      outbound: [stanza(1)],
      facts: [],
    });
  });

  it('stores a unit that it is given twice once', async () => {
    const { journal, write, packets } = await start();
    await write({ pending: [pending('gone')], outbound: [stanza(1)] });
    const twice = {
      taken: ['gone', 'b'],
      pending: [pending('a'), pending('b')],
      outbound: [stanza(2), stanza(3)],
      withdrawn: [3],
      packets: [packet(1), packet(2)],
      facts: [{ section: 'contact', key: 'a', value: 1 }],
      setAside: [{ what: 'a', reason: 'b', text: 'c', at: 1 }],
      inbound: 2,
      delivered: 1,
      acked: 1,
    };
    await write(twice);
    await write(twice);
    expect(await journal.setAside(SESSION)).toEqual(twice.setAside);
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [pending('a')],
      outbound: [stanza(2)],
      facts: [{ section: 'contact', key: 'a', value: 1 }],
      inbound: 2,
      acked: 1,
      lastOutbound: 3,
      lastSeq: 2,
    });
    expect(await packets(0)).toEqual([1, 2]);
  });

  it('takes no units as nothing to do', async () => {
    const { journal, write } = await start();
    await write();
    await write({});
    await write({ taken: ['unknown'], withdrawn: [7], facts: [{ section: 'a', key: 'b' }] });
    expect(await journal.open(SESSION)).toMatchObject({ pending: [], facts: [], inbound: 0 });
  });
}
