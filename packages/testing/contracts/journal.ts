import { afterEach, describe, expect, it } from '../jest.js';
import {
  JournalError,
  MAX_SET_ASIDE,
  type AnyPacket,
  type Journal,
  type OutboundStanza,
  type PendingRecord,
  unitOf,
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
  timeoutMs: 60_000,
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

/** What JSON can say and what stores like to lose, as text. */
const ODD_VALUES: readonly (readonly [what: string, text: string])[] = [
  ['nothing', 'null'],
  ['nothing within', '{"a":null,"b":[null,{"c":null}]}'],
  ['empty things', '{"":"","a":[],"b":{},"c":[[],{}]}'],
  ['`__proto__`', '{"__proto__":{"a":1},"constructor":2,"toString":null}'],
  ['half of a character', '{"a":"\\ud83d","\\udc00":"x\\ud800y"}'],
  ['control characters', '"\\u0000\\u0001\\t\\n\\r\\u007f\\u2028\\ufeff\\uffff"'],
  ['large and small numbers', '[9007199254740991,-9007199254740991,1e308,5e-324,0.1,-1]'],
  ['numbers as keys', '{"2":1,"10":2,"a":3,"-1":4}'],
  ['plain values', '[true,false,0,""," "]'],
  ['deep things', `${'['.repeat(100)}1${']'.repeat(100)}`],
];

/** What a suite is given of an implementation. */
export interface JournalBench {
  /** A journal with nothing in it. */
  readonly open: () => Promise<Journal>;
  /**
   * Another owner's journal over the store that was opened last, as another process would have it.
   * Left out by implementations that have one process only; the suite then says less.
   */
  readonly another?: () => Promise<Journal>;
  /** Overwrites the stored request `id` with text that is no record. With `another` only. */
  readonly damage?: (session: string, id: string, text: string) => Promise<void>;
}

/** What each journal must do: {@link Journal}, said as tests. */
export function journalContract(name: string, bench: JournalBench): void {
  const open = (): Promise<Journal> => bench.open();
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
        await journal.commit(units.map((parts) => unitOf({ session, fence, ...parts })));
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

    it.each(ODD_VALUES)('keeps what JSON can say as it was: %s', async (_what, text) => {
      const { journal, write } = await start();
      const value: unknown = JSON.parse(text);
      await write({
        pending: [{ ...pending('a'), params: value }],
        packets: [{ ...packet(1), content: value }],
        facts: [{ section: 'contact', key: 'a', value }],
      });
      const { pending: found, facts } = await journal.open(SESSION);
      const page = await journal.packets(SESSION, 0, 1);
      const all = [found[0]?.params, page.packets[0]?.content, facts[0]?.value];
      expect(all.map((each) => JSON.stringify(each))).toEqual(Array(3).fill(JSON.stringify(value)));
    });

    it('keeps numbers up to 2^53 - 1, and counts that need more than 31 bits', async () => {
      const { journal, write } = await start();
      const most = Number.MAX_SAFE_INTEGER;
      const record = { ...pending('a'), deadline: most, timeoutMs: most };
      const late = [4_294_967_297, 4_294_967_298].map((seq) => ({ ...packet(seq), at: most }));
      await write({ pending: [record], packets: late, inbound: 4_294_967_295 });
      expect(await journal.open(SESSION)).toMatchObject({
        pending: [record],
        inbound: 4_294_967_295,
        lastSeq: 4_294_967_298,
      });
      expect((await journal.packets(SESSION, 4_294_967_296, 9)).packets).toEqual(late);
      const { fence } = await journal.open(SESSION);
      await write({ fence, inbound: 0 }); // the count of a stream wraps at 2^32
      expect((await journal.open(SESSION)).inbound).toBe(0);
    });

    it('keeps ids, keys, senders and stanzas of any characters apart and as they were', async () => {
      const { journal, write } = await start();
      const texts = [
        'a',
        'A',
        'é',
        'e\u0301',
        '"a"',
        'a\tb',
        'a\nb',
        '\\n',
        ' ',
        '\u{1F600}',
        'a:b',
      ];
      await write({
        pending: texts.map(pending),
        outbound: texts.map((text, index) => ({ number: index + 1, id: text, xml: text })),
        packets: texts.map((text, index) => ({ ...packet(index + 1), key: text, from: text })),
      });
      for (const [index, text] of texts.entries()) await journal.moveCursor(SESSION, text, index);
      const snapshot = await journal.open(SESSION);
      expect(snapshot.pending.map(({ id }) => id)).toEqual(texts);
      expect(snapshot.outbound.map(({ id, xml }) => [id, xml])).toEqual(texts.map((t) => [t, t]));
      const page = await journal.packets(SESSION, 0, 100);
      expect(page.packets.map(({ key, from }) => [key, from])).toEqual(texts.map((t) => [t, t]));
      const places = await Promise.all(texts.map((text) => journal.cursor(SESSION, text)));
      expect(places).toEqual([...texts.keys()]);
      await write({ fence: snapshot.fence, taken: texts.slice(1) });
      expect((await journal.open(SESSION)).pending).toEqual([pending('a')]);
    });

    it('leaves out what was not there', async () => {
      const { journal, write } = await start();
      const { to: _to, ...toNobody } = pending('a');
      const { id: _id, ...withoutId } = stanza(1);
      const { from: _from, ...fromNobody } = packet(1);
      await write({ pending: [toNobody], outbound: [withoutId], packets: [fromNobody] });
      const snapshot = await journal.open(SESSION);
      expect(Object.keys(snapshot.pending[0] ?? {})).not.toContain('to');
      expect(Object.keys(snapshot.outbound[0] ?? {})).not.toContain('id');
      const page = await journal.packets(SESSION, 0, 1);
      expect(page.packets).toEqual([fromNobody]);
      expect(Object.keys(page.packets[0] ?? {})).not.toContain('from');
    });

    it('keeps the marks of a request', async () => {
      const { journal, write } = await start();
      const secret = { ...pending('a'), params: null, isSecret: true as const };
      const setUp = { ...pending('b'), isSetUp: true as const };
      await write({ pending: [secret, setUp], outbound: [{ ...stanza(1), xml: '' }] });
      expect(await journal.open(SESSION)).toMatchObject({
        pending: [secret, setUp],
        outbound: [{ ...stanza(1), xml: '' }],
      });
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

    it('takes no units as nothing to do', async () => {
      const { journal, write } = await start();
      await write();
      await write({});
      await write({ taken: ['unknown'], withdrawn: [7], facts: [{ section: 'a', key: 'b' }] });
      expect(await journal.open(SESSION)).toMatchObject({ pending: [], facts: [], inbound: 0 });
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

    if (bench.another !== undefined) ownershipContract(bench.open, bench.another, bench.damage);
  });
}

/** What is said of several owners, and of what outlives them. */
function ownershipContract(
  open: JournalBench['open'],
  another: NonNullable<JournalBench['another']>,
  damage: JournalBench['damage'],
): void {
  const opened: Journal[] = [];
  const use = async (journal: Promise<Journal>): Promise<Journal> => {
    opened.push(await journal);
    return journal;
  };

  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
  });

  it('gives everything to the next owner, once the one before has closed', async () => {
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
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
    const one = await use(open());
    const { fence } = await one.open(SESSION);
    await one.commit([unitOf({ session: SESSION, fence, packets: [packet(1), packet(2)] })]);
    const two = await use(another());
    expect((await two.packets(SESSION, 1, 10)).packets).toEqual([packet(2)]);
    await two.moveCursor(SESSION, 'reader', 2);
    expect(await one.cursor(SESSION, 'reader')).toBe(2);
  });

  if (damage === undefined) return;

  it('gives damaged requests apart from the others', async () => {
    const one = await use(open());
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

/** What `act` throws or rejects with. */
async function refusalOf(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}
