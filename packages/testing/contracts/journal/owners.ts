import { expect, it } from '../../jest.js';
import { unitOf, type JournalError } from '@xec/xec';
import {
  OTHER,
  SESSION,
  packet,
  pending,
  range,
  refusalOf,
  stanza,
  type JournalBench,
  type JournalStore,
} from './store.js';

/** Several owners, each with a journal of its own over one store, and what outlives them. */
export function ownersContract(
  { open, use }: JournalStore,
  another: NonNullable<JournalBench['another']>,
  damage: JournalBench['damage'],
): void {
  it('gives everything to the next owner, once the one before has closed', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const facts = [{ section: 'session', key: 'stream', value: { id: 'x' } }];
    await one.commit([
      unitOf({
        session: SESSION,
        fence,
        pending: [pending('a'), pending('b')],
        outbound: [stanza(1), stanza(2)],
        packets: [packet(1)],
        facts,
        inbound: 4,
      }),
      unitOf({ session: SESSION, fence, taken: ['a'], delivered: 1, acked: 1 }),
    ]);
    await one.moveCursor(SESSION, 'reader', 1);
    await one.close();
    const two = await use(another());
    const snapshot = await two.open(SESSION);
    expect(snapshot).toEqual({
      fence: expect.any(Number),
      pending: [pending('b')],
      unreadable: [],
      outbound: [stanza(2)],
      facts,
      inbound: 4,
      acked: 1,
      lastOutbound: 2,
      lastSeq: 1,
    });
    expect(snapshot.fence).toBeGreaterThan(fence);
    expect(await two.cursor(SESSION, 'reader')).toBe(1);
    expect((await two.packets(SESSION, 0, 10)).packets).toEqual([packet(1)]);
  });

  it('refuses a session that another owner has, and says for how long', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const two = await use(another());
    const refusal = await refusalOf(() => two.open(SESSION));
    expect(refusal).toMatchObject({ code: 'owned', session: SESSION });
    expect((refusal as JournalError).retryMs).toBeGreaterThan(0);
    expect((refusal as JournalError).retryMs).toBeLessThanOrEqual(60_000);
    await two.open(OTHER);
    await one.commit([unitOf({ session: SESSION, fence, inbound: 1 })]);
  });

  it('gives a session over that was released', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const two = await use(another());
    await one.release(SESSION, fence);
    const next = await two.open(SESSION);
    expect(next.fence).toBeGreaterThan(fence);
    await one.release(SESSION, fence); // changes nothing any more
    expect(await refusalOf(() => one.open(SESSION))).toMatchObject({ code: 'owned' });
    await two.commit([unitOf({ session: SESSION, fence: next.fence, inbound: 1 })]);
  });

  it('gives a session to whoever knows that its owner is dead, and fences that one off', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const two = await use(another());
    const next = await two.open(SESSION, { takeOver: true });
    expect(next.fence).toBeGreaterThan(fence);
    // One with nothing in it is how a session asks whether it is still its owner's.
    for (const parts of [{}, { inbound: 1 }]) {
      const refusal = await refusalOf(() =>
        one.commit([unitOf({ session: SESSION, fence, ...parts })]),
      );
      expect(refusal).toMatchObject({ code: 'fenced', session: SESSION });
    }
    expect(await refusalOf(() => one.end(SESSION, fence))).toMatchObject({ code: 'fenced' });
    expect((await two.open(SESSION)).inbound).toBe(0);
  });

  it('gives pages to others without gaps, while its owner adds to them', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const two = await use(another());
    const seen: number[] = [];
    const read = async (limit: number): Promise<void> => {
      const { packets, resync } = await two.packets(SESSION, seen.at(-1) ?? 0, limit);
      expect(resync).toBe(false);
      seen.push(...packets.map(({ seq }) => seq));
    };
    for (let seq = 1; seq <= 300; seq += 3) {
      const packets = range(seq, seq + 2).map((each) => packet(each));
      await one.commit([unitOf({ session: SESSION, fence, packets })]);
      await read(2);
    }
    while (seen.length < 300) await read(50);
    expect(seen).toEqual(range(1, 300));
  });

  it('forgets facts for the next owner, too', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    const [a, b] = [
      { section: 'contact', key: 'a' },
      { section: 'contact', key: 'b' },
    ];
    await one.commit([
      unitOf({ session: SESSION, fence, facts: [a, b].map((fact) => ({ ...fact, value: 1 })) }),
    ]);
    await one.commit([unitOf({ session: SESSION, fence, facts: [a, b, { ...b, value: null }] })]);
    await one.close();
    const two = await use(another());
    expect((await two.open(SESSION)).facts).toEqual([{ ...b, value: null }]);
  });

  it('stores nothing of a group in which one session has another owner by now', async () => {
    const one = await open();
    const [first, lost] = [await one.open(OTHER), await one.open(SESSION)];
    const two = await use(another());
    const { fence } = await two.open(SESSION, { takeOver: true });
    const units = [
      unitOf({ session: OTHER, fence: first.fence, inbound: 1 }),
      unitOf({ session: SESSION, fence: lost.fence, inbound: 1 }),
    ];
    const refusal = await refusalOf(() => one.commit(units));
    expect(refusal).toMatchObject({ code: 'fenced', session: SESSION });
    const again = await one.open(OTHER);
    expect(again.inbound).toBe(0);
    await one.commit([unitOf({ session: OTHER, fence: again.fence, inbound: 1 })]);
    await two.commit([unitOf({ session: SESSION, fence, inbound: 2 })]);
    expect((await one.open(OTHER)).inbound).toBe(1);
    expect((await two.open(SESSION)).inbound).toBe(2);
  });

  it('lets others read packets and move their readers', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    await one.commit([unitOf({ session: SESSION, fence, packets: [packet(1), packet(2)] })]);
    const two = await use(another());
    expect((await two.packets(SESSION, 1, 10)).packets).toEqual([packet(2)]);
    await two.moveCursor(SESSION, 'reader', 2);
    expect(await one.cursor(SESSION, 'reader')).toBe(2);
  });

  if (damage === undefined) return;

  it('gives damaged requests apart from the others', async () => {
    const one = await open();
    const { fence } = await one.open(SESSION);
    await one.commit([
      unitOf({ session: SESSION, fence, pending: [pending('a'), pending('b'), pending('c')] }),
    ]);
    await damage(SESSION, 'b', '{"id":');
    const { pending: left, unreadable, fence: next } = await one.open(SESSION);
    expect(left).toEqual([pending('a'), pending('c')]);
    expect(unreadable).toEqual([{ id: 'b', text: '{"id":' }]);
    await one.commit([unitOf({ session: SESSION, fence: next, taken: ['b'] })]);
    expect((await one.open(SESSION)).unreadable).toEqual([]);
  });
}
