import { expect, it } from '../../jest.js';
import { JournalError, unitOf } from '@xec/xec';
import { SESSION, OTHER, pending, stanza, packet, refusalOf, type JournalStore } from './store.js';

/** Sessions of one journal: how they begin, who may write to them, how they end. */
export function sessionsContract({ open, start }: JournalStore): void {
  it('has nothing of a new session', async () => {
    const journal = await open();
    expect(await journal.open(SESSION)).toEqual({
      fence: expect.any(Number),
      pending: [],
      unreadable: [],
      outbound: [],
      facts: [],
      inbound: 0,
      acked: 0,
      lastOutbound: 0,
      lastSeq: 0,
    });
    expect(await journal.packets(SESSION, 0, 10)).toEqual({ packets: [], resync: false });
  });

  it('keeps sessions apart, whatever their names are', async () => {
    const { journal, write } = await start();
    const { fence } = await journal.open(OTHER);
    await write({ pending: [pending('a')], packets: [packet(1)], inbound: 3 });
    await journal.commit([
      unitOf({ session: OTHER, fence, packets: [packet(9, OTHER)], inbound: 4 }),
    ]);
    await journal.moveCursor(OTHER, 'reader', 9);
    expect(await journal.open(OTHER)).toMatchObject({ pending: [], inbound: 4, lastSeq: 9 });
    expect(await journal.open(SESSION)).toMatchObject({ inbound: 3, lastSeq: 1 });
    expect(await journal.cursor(SESSION, 'reader')).toBeUndefined();
    expect((await journal.packets(OTHER, 0, 10)).packets).toEqual([packet(9, OTHER)]);
  });

  it('gives each owner a higher fencing number', async () => {
    const { journal, fence } = await start();
    const second = await journal.open(SESSION);
    const third = await journal.open(SESSION);
    expect(second.fence).toBeGreaterThan(fence);
    expect(third.fence).toBeGreaterThan(second.fence);
  });

  it('refuses the units of an owner before, names the session, and stores none', async () => {
    const { journal, fence } = await start();
    const other = await journal.open(OTHER);
    const now = await journal.open(SESSION);
    const units = [
      unitOf({ session: OTHER, fence: other.fence, inbound: 1 }),
      unitOf({ session: SESSION, fence: now.fence, inbound: 1 }),
      unitOf({ session: SESSION, fence, inbound: 2 }),
    ];
    const refusal = await refusalOf(() => journal.commit(units));
    expect(refusal).toBeInstanceOf(JournalError);
    expect(refusal).toMatchObject({ code: 'fenced', session: SESSION });
    expect((await journal.open(OTHER)).inbound).toBe(0);
    expect((await journal.open(SESSION)).inbound).toBe(0);
  });

  it('refuses units of a session that nobody opened', async () => {
    const { journal } = await start();
    const refusal = await refusalOf(() =>
      journal.commit([unitOf({ session: 'unknown', fence: 1, inbound: 1 })]),
    );
    expect(refusal).toBeInstanceOf(JournalError);
    expect(refusal).toMatchObject({ code: 'unknown-session', session: 'unknown' });
  });

  it('knows nothing of a session that nobody opened', async () => {
    const { journal } = await start();
    await journal.moveCursor('unknown', 'reader', 1);
    expect(await journal.cursor('unknown', 'reader')).toBeUndefined();
    expect(await journal.packets('unknown', 0, 1)).toEqual({ packets: [], resync: false });
    expect(await journal.setAside('unknown')).toEqual([]);
    await journal.release('unknown', 1);
    await journal.end('unknown', 1);
  });

  it('forgets a session that ended, save its packets, their numbers and its readers', async () => {
    const { journal, fence, write } = await start();
    const aside = { what: 'a', reason: 'b', text: 'c', at: 1 };
    await write({
      pending: [pending('a')],
      outbound: [stanza(1)],
      packets: [packet(1), packet(2)],
      facts: [{ section: 'contact', key: 'a', value: 1 }],
      setAside: [aside],
      inbound: 5,
      acked: 3,
    });
    await journal.moveCursor(SESSION, 'reader', 1);
    await journal.end(SESSION, fence);
    expect(await journal.open(SESSION)).toMatchObject({
      pending: [],
      outbound: [],
      facts: [],
      inbound: 0,
      acked: 0,
      lastSeq: 2,
    });
    expect(await journal.setAside(SESSION)).toEqual([aside]);
    expect((await journal.packets(SESSION, 1, 10)).packets).toEqual([packet(2)]);
    expect(await journal.cursor(SESSION, 'reader')).toBe(1);
  });

  it('takes packets of a session after its end: the last ones tell why', async () => {
    const { write, fence, journal, packets } = await start();
    await journal.end(SESSION, fence);
    await write({ packets: [packet(1)] });
    expect(await packets(0)).toEqual([1]);
    await journal.end('unknown', 1);
  });

  it('ends nothing for an owner before', async () => {
    const { journal, fence, write } = await start();
    await write({ inbound: 5 });
    await journal.open(SESSION);
    expect(await refusalOf(() => journal.end(SESSION, fence))).toMatchObject({ code: 'fenced' });
    expect((await journal.open(SESSION)).inbound).toBe(5);
  });

  it('releases nothing for an owner before', async () => {
    const { journal, fence } = await start();
    const now = await journal.open(SESSION);
    await journal.release(SESSION, fence);
    await journal.commit([unitOf({ session: SESSION, fence: now.fence, inbound: 1 })]);
    expect((await journal.open(SESSION)).inbound).toBe(1);
  });

  it('takes nothing from an owner that released', async () => {
    const { journal, fence } = await start();
    await journal.release(SESSION, fence);
    const refusal = await refusalOf(() =>
      journal.commit([unitOf({ session: SESSION, fence, inbound: 1 })]),
    );
    expect(refusal).toMatchObject({ code: 'fenced', session: SESSION });
  });

  it('refuses everything once it is closed', async () => {
    const { journal, fence } = await start();
    await journal.close();
    await journal.close();
    for (const act of [
      () => journal.commit([unitOf({ session: SESSION, fence, inbound: 1 })]),
      () => journal.open(SESSION),
      () => journal.packets(SESSION, 0, 1),
      () => journal.cursor(SESSION, 'reader'),
      () => journal.moveCursor(SESSION, 'reader', 1),
      () => journal.setAside(SESSION),
      () => journal.release(SESSION, fence),
      () => journal.end(SESSION, fence),
    ]) {
      const refusal = await refusalOf(act);
      expect(refusal).toBeInstanceOf(JournalError);
      expect(refusal).toMatchObject({ code: 'closed' });
    }
  });
}
