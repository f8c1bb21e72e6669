import { afterEach, describe, expect, it } from '@jest/globals';
import {
  JournalError,
  type AnyPacket,
  type Journal,
  type OutboundStanza,
  type PendingRecord,
  type UnitOfWork,
} from '@xec/xec';

const SESSION = 'juliet';
const OTHER = 'romeo/../\u0000 ✓';

const pending = (id: string): PendingRecord => ({
  id,
  name: 'Roster/AddItem',
  version: 2,
  params: { jid: 'romeo@montague.example', groups: ['é', '\u{1F600}'], note: null },
  kind: 'iq',
  to: 'capulet.example',
  deadline: 1_795_262_400_000,
  session: SESSION,
});

const stanza = (number: number): OutboundStanza => ({
  number,
  xml: `<iq xmlns='jabber:client' id='${String(number)}'>é &amp; 漢字</iq>`,
  id: `id${String(number)}`,
});

const packet = (seq: number, session = SESSION): AnyPacket => ({
  key: 'roster_additem_handle',
  content: { jid: 'romeo@montague.example', seq },
  from: 'capulet.example',
  session,
  seq,
  at: 1_795_262_400_000 + seq,
});

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * What each journal must do: {@link Journal}, said as tests.
 *
 * @param open gives a journal with nothing in it
 */
export function journalContract(name: string, open: () => Promise<Journal>): void {
  describe(`${name}, as a journal,`, () => {
    const opened: Journal[] = [];

    afterEach(async () => {
      for (const journal of opened.splice(0)) await journal.close();
    });

    /** A journal with an open session, and a way to write to it. */
    async function start(session = SESSION) {
      const journal = await open();
      opened.push(journal);
      const { fence } = await journal.open(session);
      const write = async (...units: Partial<UnitOfWork>[]): Promise<void> => {
        await journal.commit(units.map((parts) => unit({ session, fence, ...parts })));
      };
      const packets = async (after: number, limit = 1000) =>
        (await journal.packets(session, after, limit)).packets.map(({ seq }) => seq);
      return { journal, fence, write, packets };
    }

    it('says what it survives', async () => {
      const { journal } = await start();
      expect(journal.survives).toMatch(/\w/);
    });

    it('has nothing of a new session', async () => {
      const journal = await open();
      opened.push(journal);
      expect(await journal.open(SESSION)).toEqual({
        fence: expect.any(Number),
        pending: [],
        outbound: [],
        facts: [],
        inbound: 0,
        lastOutbound: 0,
        lastSeq: 0,
      });
      expect(await journal.packets(SESSION, 0, 10)).toEqual({ packets: [], resync: false });
    });

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

    it('keeps sessions apart, whatever their names are', async () => {
      const { journal, write } = await start();
      const { fence } = await journal.open(OTHER);
      await write({ pending: [pending('a')], packets: [packet(1)], inbound: 3 });
      await journal.commit([
        unit({ session: OTHER, fence, packets: [packet(9, OTHER)], inbound: 4 }),
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
        unit({ session: OTHER, fence: other.fence, inbound: 1 }),
        unit({ session: SESSION, fence: now.fence, inbound: 1 }),
        unit({ session: SESSION, fence, inbound: 2 }),
      ];
      const refusal = await refusalOf(() => journal.commit(units));
      expect(refusal).toBeInstanceOf(JournalError);
      expect((refusal as JournalError).session).toBe(SESSION);
      expect((await journal.open(OTHER)).inbound).toBe(0);
      expect((await journal.open(SESSION)).inbound).toBe(0);
    });

    it('refuses units of a session that nobody opened', async () => {
      const { journal } = await start();
      const refusal = await refusalOf(() =>
        journal.commit([unit({ session: 'unknown', fence: 1, inbound: 1 })]),
      );
      expect(refusal).toBeInstanceOf(JournalError);
      expect((refusal as JournalError).session).toBe('unknown');
    });

    it('takes no units as nothing to do', async () => {
      const { write } = await start();
      await write();
      await write({});
    });

    it('forgets a session that ended, save its packets, their numbers and its readers', async () => {
      const { journal, write } = await start();
      await write({
        pending: [pending('a')],
        outbound: [stanza(1)],
        packets: [packet(1), packet(2)],
        facts: [{ section: 'contact', key: 'a', value: 1 }],
        inbound: 5,
      });
      await journal.moveCursor(SESSION, 'reader', 1);
      await journal.end(SESSION);
      expect(await journal.open(SESSION)).toMatchObject({
        pending: [],
        outbound: [],
        facts: [],
        inbound: 0,
        lastSeq: 2,
      });
      expect((await journal.packets(SESSION, 1, 10)).packets).toEqual([packet(2)]);
      expect(await journal.cursor(SESSION, 'reader')).toBe(1);
    });

    it('takes packets of a session after its end: the last ones tell why', async () => {
      const { write, journal, packets } = await start();
      await journal.end(SESSION);
      await write({ packets: [packet(1)] });
      expect(await packets(0)).toEqual([1]);
      await journal.end('unknown');
    });

    it('refuses everything once it is closed', async () => {
      const { journal, fence } = await start();
      await journal.close();
      await journal.close();
      for (const act of [
        () => journal.commit([unit({ session: SESSION, fence, inbound: 1 })]),
        () => journal.open(SESSION),
        () => journal.packets(SESSION, 0, 1),
        () => journal.cursor(SESSION, 'reader'),
        () => journal.moveCursor(SESSION, 'reader', 1),
        () => journal.end(SESSION),
      ]) {
        expect(await refusalOf(act)).toBeInstanceOf(JournalError);
      }
    });
  });
}

const unit = (parts: Partial<UnitOfWork> & { session: string; fence: number }): UnitOfWork => ({
  taken: [],
  pending: [],
  outbound: [],
  packets: [],
  facts: [],
  ...parts,
});

/** What `act` throws or rejects with. */
async function refusalOf(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}
