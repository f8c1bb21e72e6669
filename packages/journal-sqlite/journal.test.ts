import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { memoryJournal } from '@xec/journal-memory';
import { journalContract, refusalOf } from '@xec/testing';
import { unitOf, type AnyPacket, type Journal, type UnitOfWork } from '@xec/xec';
import fc from 'fast-check';
import { sqliteJournal } from './index.js';
import { Bench } from './testing/bench.js';

const bench = new Bench();
afterEach(() => bench.tidy());
afterAll(() => bench.end());

journalContract('the journal in SQLite', {
  open: async () => sqliteJournal({ file: bench.newFile() }),
  another: async () => sqliteJournal({ file: bench.file }),
  damage: async (session, id, text) => {
    bench.damage(session, id, text);
  },
});

const packet = (seq: number, parts: Partial<AnyPacket> = {}): AnyPacket => ({
  key: 'k',
  content: '12345678',
  session: 'one',
  seq,
  at: seq,
  ...parts,
});

const pending = (id: string, params: unknown = null) => ({
  id,
  name: 'A/B',
  version: 1,
  params,
  kind: 'iq' as const,
  deadline: 1,
  timeoutMs: 1,
  session: 'one',
});

describe('the journal in SQLite', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const engine = major > 22 || (major === 22 && minor >= 13) ? 'node:sqlite' : 'libsql';

  it(`runs on ${engine} here`, () => {
    expect(bench.open().engine).toBe(engine);
  });

  it('says what a power cut takes', () => {
    expect(bench.open()).toMatchObject({ isDurable: true, survives: expect.stringMatching(/may/) });
    expect(bench.open({ synchronous: 'full' }).survives).not.toMatch(/may/);
  });

  it('has stored a unit when commit returns', async () => {
    const journal = bench.open();
    const { fence } = await journal.open('one');
    journal.commit([unitOf({ session: 'one', fence, inbound: 1 })]);
    expect((await bench.another().open('one', { takeOver: true })).inbound).toBe(1);
  });

  it.each([
    ['count', { count: 100 }, 100],
    ['size', { bytes: 1000 }, 100],
    ['age', { ageMs: 99 }, 100],
  ])('keeps as many packets as it is told, in steps, by %s', async (_what, bounds, most) => {
    const journal = bench.open({ packets: bounds });
    const { fence } = await journal.open('one');
    for (let seq = 1; seq <= 1000; seq += 1) {
      journal.commit([unitOf({ session: 'one', fence, packets: [packet(seq)] })]);
      if (seq % 50 !== 0) continue;
      const page = await journal.packets('one', 0, 2000);
      const { length } = page.packets;
      expect(page.packets.map((each) => each.seq)).toEqual(
        Array.from({ length }, (_, index) => seq - length + 1 + index),
      );
      expect(page.resync).toBe(length < seq);
      // A step is a tenth; packets that wait in the log, for a row of their own, come on top of it.
      expect(length).toBeLessThanOrEqual(most * 1.1 + 220);
      if ('count' in bounds) expect(length).toBeGreaterThanOrEqual(Math.min(seq, most));
    }
    const last = Array.from({ length: 500 }, (_, index) => packet(1001 + index));
    journal.commit([unitOf({ session: 'one', fence, packets: last })]);
    const { packets, resync } = await journal.packets('one', 1, 2000);
    expect(resync).toBe(true);
    expect(packets.length).toBeLessThanOrEqual(most * 1.1 + 6);
    expect(packets.at(-1)).toEqual(packet(1500));
    expect((await journal.open('one')).lastSeq).toBe(1500);
  });

  it('knows the last seq though its packet was larger than all of them may be', async () => {
    const journal = bench.open({ packets: { bytes: 10 } });
    const { fence } = await journal.open('one');
    for (const seq of [1, 2, 3]) {
      const large = packet(seq, { content: 'x'.repeat(10_000) });
      journal.commit([unitOf({ session: 'one', fence, packets: [large] })]);
    }
    expect((await journal.open('one')).lastSeq).toBe(3);
    expect(await journal.packets('one', 3, 10)).toEqual({ packets: [], resync: false });
  });

  it('keeps its file small though much begins and ends', async () => {
    const journal = bench.open();
    const { fence } = await journal.open('one');
    for (let turn = 0; turn < 200; turn += 1) {
      const ids = Array.from({ length: 100 }, (_, index) => `${String(turn)}-${String(index)}`);
      const begun = ids.map((id, index) => ({ number: turn * 100 + index + 1, id, xml: `<a/>` }));
      journal.commit([
        unitOf({ session: 'one', fence, pending: ids.map((id) => pending(id)), outbound: begun }),
      ]);
      journal.commit([unitOf({ session: 'one', fence, taken: ids, delivered: (turn + 1) * 100 })]);
    }
    const [log] = bench.sql('SELECT count(*) AS count, sum(length(text)) AS size FROM log');
    expect(log?.['size']).toBeLessThan(150_000);
    expect(await journal.open('one')).toMatchObject({ pending: [], lastOutbound: 20_000 });
  });

  it('does not write again what is alive for each group of packets', async () => {
    const journal = bench.open();
    const { fence } = await journal.open('one');
    const begun = Array.from({ length: 2000 }, (_, index) => pending(String(index)));
    journal.commit([unitOf({ session: 'one', fence, pending: begun })]);
    for (let from = 1; from <= 2000; from += 100) {
      const packets = Array.from({ length: 100 }, (_, index) => packet(from + index));
      journal.commit([unitOf({ session: 'one', fence, packets })]);
    }
    const rows = bench.sql('SELECT length(text) AS size FROM log ORDER BY id');
    expect(rows.slice(1).every(({ size }) => Number(size) < 5000)).toBe(true);
    const seqs = (await journal.packets('one', 1500, 1000)).packets.map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 500 }, (_, index) => 1501 + index));
    expect(await bench.another().open('one', { takeOver: true })).toMatchObject({ lastSeq: 2000 });
  });

  it('refuses what is no JSON, and names the session', async () => {
    const journal = bench.open();
    const { fence } = await journal.open('one');
    const { fence: other } = await journal.open('two');
    const two = unitOf({ session: 'two', fence: other, inbound: 2 });
    const bad = { session: 'one', fence, inbound: 7, pending: [pending('a', 1n)] };
    expect(await refusalOf(() => journal.commit([two, unitOf(bad)]))).toMatchObject({
      code: 'refused',
      session: 'one',
    });
    expect(await journal.open('one')).toMatchObject({ inbound: 0, pending: [] });
    journal.commit([two]);
    expect(await journal.open('two')).toMatchObject({ inbound: 2 });
  });

  it('does what the journal in memory does, whatever units it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const journals = [memoryJournal(), sqliteJournal({ file: bench.newFile() })];
        const seen = await Promise.all(journals.map((journal) => play(journal, steps)));
        await Promise.all(journals.map((journal) => journal.close()));
        expect(seen[1]).toEqual(seen[0]);
      }),
      { numRuns: 40 },
    );
  });
});

/** Few ids, so that they meet: taken before they begin, begun twice, in one group and in several. */
const id = fc.constantFrom('a', 'b', 'c\t', '"d', '', '\ud800', 'é\n');
/** As JSON keeps it: it knows no `-0`. */
const content = fc.json().map((text): unknown => JSON.parse(text));
const parts = fc.record({
  taken: fc.array(id, { maxLength: 2 }),
  pending: fc.array(fc.tuple(id, fc.json()), { maxLength: 3 }),
  outbound: fc.array(fc.tuple(fc.option(id, { nil: undefined }), fc.string({ unit: 'binary' })), {
    maxLength: 3,
  }),
  withdrawn: fc.array(fc.nat(20), { maxLength: 2 }),
  delivered: fc.option(fc.nat(25), { nil: undefined }),
  inbound: fc.option(fc.nat(), { nil: undefined }),
  packets: fc.array(fc.tuple(content, fc.option(id, { nil: undefined })), { maxLength: 3 }),
  facts: fc.array(fc.tuple(id, id, fc.option(content, { nil: undefined })), {
    maxLength: 3,
  }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.tuple(fc.nat(1), parts), { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom('open' as const, 'end' as const) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Gives a journal these steps, and gives what it says in between and at the end. */
async function play(journal: Journal, steps: readonly Step[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const names = ['one', 'two\u0000'];
  const fences = [0, 0];
  const [numbers, seqs] = [
    [0, 0],
    [0, 0],
  ];
  const look = async (): Promise<void> => {
    for (const [index, name] of names.entries()) {
      const { fence, facts, ...snapshot } = await journal.open(name);
      fences[index] = fence;
      seen.push(snapshot, new Set(facts.map((fact) => JSON.stringify(fact))));
      seen.push(await journal.packets(name, 0, 5), await journal.packets(name, 3, 100));
    }
  };
  await look();
  for (const each of steps) {
    if (each === 'open') await look();
    else if (each === 'end') await journal.end('one', fences[0]!);
    else await journal.commit(each.map(([index, unit]) => unitFrom(index, unit)));
  }
  await look();
  return seen;

  function unitFrom(index: number, unit: typeof parts extends fc.Arbitrary<infer T> ? T : never) {
    const session = names[index]!;
    const { taken, withdrawn } = unit;
    const made: UnitOfWork = unitOf({
      session,
      fence: fences[index]!,
      taken,
      withdrawn,
      pending: unit.pending.map(([name, params]) => ({ ...pending(name, params), session })),
      outbound: unit.outbound.map(([of, xml]) => ({
        number: (numbers[index]! += 1),
        xml,
        ...(of !== undefined && { id: of }),
      })),
      packets: unit.packets.map(([content, from]) =>
        packet((seqs[index]! += 1), { content, session, ...(from !== undefined && { from }) }),
      ),
      facts: unit.facts.map(([section, key, value]) => ({
        section,
        key,
        ...(value !== undefined && { value }),
      })),
      ...(unit.delivered !== undefined && { delivered: unit.delivered, acked: unit.delivered }),
      ...(unit.inbound !== undefined && { inbound: unit.inbound }),
    });
    return made;
  }
}
