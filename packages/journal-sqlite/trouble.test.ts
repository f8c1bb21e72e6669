import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { refusalOf } from '@xec/testing';
import { JournalError, unitOf, type UnitOfWork } from '@xec/xec';
import { Bench } from './testing/bench.js';

const bench = new Bench();
afterEach(() => bench.tidy());
afterAll(() => bench.end());

/** A unit that needs some room. */
const large = (session: string, fence: number, number: number): UnitOfWork =>
  unitOf({
    session,
    fence,
    inbound: number,
    outbound: [{ number, xml: `<message>${'x'.repeat(20_000)}</message>` }],
    packets: [{ key: 'k', content: number, session, seq: number, at: 1 }],
    facts: [{ section: 's', key: String(number), value: number }],
  });

describe('a journal on a full disk', () => {
  it('refuses with `full`, stores nothing of the group, and goes on once there is room', async () => {
    const journal = bench.open({ maxBytes: 1_000_000 });
    const { fence: old } = await journal.open('old');
    journal.commit(Array.from({ length: 20 }, (_, index) => large('old', old, index + 1)));
    const { fence } = await journal.open('one');
    let stored = 0;
    const add = (): void => {
      const group = [large('one', fence, stored + 1), large('one', fence, stored + 2)];
      journal.commit(group);
      stored += 2;
    };
    const fill = (): void => {
      for (;;) add();
    };
    expect(await refusalOf(fill)).toMatchObject({ code: 'full' });
    expect(await refusalOf(add)).toMatchObject({ code: 'full' }); // and again
    expect(stored).toBeGreaterThan(2);
    const inFile = bench.sql('SELECT sum(length(text)) AS size FROM log');
    expect(inFile[0]?.['size']).toBeLessThan(1_000_000);
    expect(await journal.packets('one', 0, 1000)).toMatchObject({
      packets: Array.from({ length: stored }, (_, index) => ({ seq: index + 1 })),
    });

    await journal.end('old', old); // makes room
    add();
    const { outbound, facts, inbound, lastSeq } = await journal.open('one');
    expect({ inbound, lastSeq }).toEqual({ inbound: stored, lastSeq: stored });
    expect(outbound.map(({ number }) => number)).toEqual(
      Array.from({ length: stored }, (_, index) => index + 1),
    );
    expect(facts).toHaveLength(stored);
  });

  it('gives what it has', async () => {
    const journal = bench.open({ maxBytes: 300_000 });
    const { fence } = await journal.open('one');
    journal.commit([large('one', fence, 1)]);
    const many = Array.from({ length: 50 }, (_, index) => large('one', fence, index + 2));
    expect(await refusalOf(() => journal.commit(many))).toMatchObject({ code: 'full' });
    expect(await journal.open('one')).toMatchObject({ inbound: 1, lastSeq: 1, lastOutbound: 1 });
  });
});

describe('a journal that somebody else writes to', () => {
  it('refuses with `unavailable`, and stores the same units afterwards', async () => {
    const journal = bench.open({ busyMs: 5 });
    const { fence } = await journal.open('one');
    const unit = large('one', fence, 1);
    const other = bench.connection();
    other.exec('BEGIN IMMEDIATE');
    for (const act of [
      () => journal.commit([unit]),
      () => journal.open('two'),
      () => journal.end('one', fence),
      () => journal.release('one', fence),
      () => journal.moveCursor('one', 'reader', 1),
    ]) {
      const refusal = await refusalOf(act);
      expect(refusal).toBeInstanceOf(JournalError);
      expect(refusal).toMatchObject({ code: 'unavailable' });
      expect(String(refusal)).toContain(bench.file);
    }
    expect(await journal.packets('one', 0, 10)).toEqual({ packets: [], resync: false });
    other.exec('COMMIT');
    journal.commit([unit]);
    journal.commit([unit]);
    expect(await journal.open('one')).toMatchObject({ inbound: 1, outbound: unit.outbound });
  });

  it('closes all the same, and says what went wrong', async () => {
    const faults: unknown[] = [];
    const journal = bench.open({ busyMs: 5, onFault: (fault) => void faults.push(fault) });
    await journal.open('one');
    const other = bench.connection();
    other.exec('BEGIN IMMEDIATE');
    await journal.close();
    expect(faults).toMatchObject([{ code: 'unavailable' }]);
    expect(await refusalOf(() => journal.open('one'))).toMatchObject({ code: 'closed' });
  });
});

describe('a journal whose file is broken while it is open', () => {
  it('refuses, with the cause', async () => {
    const journal = bench.open();
    const { fence } = await journal.open('one');
    bench.sql('DROP TABLE log');
    const refusal = await refusalOf(() => journal.commit([large('one', fence, 1)]));
    expect(refusal).toMatchObject({ code: 'refused', cause: expect.anything() });
  });
});
