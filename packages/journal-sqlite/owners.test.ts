import { existsSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { refusalOf } from '@xec/testing';
import { unitOf } from '@xec/xec';
import { Bench } from './testing/bench.js';

const bench = new Bench();
afterEach(async () => {
  jest.useRealTimers();
  await bench.tidy();
});
afterAll(() => bench.end());

// Processes need a while to start where others work too.
jest.setTimeout(60_000);

const inbound = (session: string, fence: number, count: number) =>
  unitOf({ session, fence, inbound: count });

describe('a lease', () => {
  it('that has ended gives the session to whoever wants it, and fences the owner off', async () => {
    let now = 1_800_000_000_000;
    const clock = { now: () => now };
    const one = bench.open({ ...clock, owner: 'the first' });
    const { fence } = await one.open('one');
    const two = bench.another(clock);
    now += 29_999;
    expect(await refusalOf(() => two.open('one'))).toMatchObject({
      code: 'owned',
      retryMs: 1,
      message: expect.stringContaining('the first'),
    });
    now += 1;
    one.commit([inbound('one', fence, 1)]); // nobody was faster
    now += 30_000;
    const next = await two.open('one');
    expect(next).toMatchObject({ inbound: 1 });
    expect(next.fence).toBeGreaterThan(fence);
    expect(await refusalOf(() => one.commit([inbound('one', fence, 2)]))).toMatchObject({
      code: 'fenced',
      session: 'one',
    });
    expect(await refusalOf(() => one.open('one'))).toMatchObject({ code: 'owned' });
  });

  it('is renewed by commits', async () => {
    let now = 1_800_000_000_000;
    const clock = { now: () => now, leaseMs: 1000 };
    const one = bench.open(clock);
    const { fence } = await one.open('one');
    const two = bench.another(clock);
    for (let turn = 0; turn < 10; turn += 1) {
      now += 900;
      one.commit([inbound('one', fence, turn)]);
      expect(await refusalOf(() => two.open('one'))).toMatchObject({
        code: 'owned',
        retryMs: 1000,
      });
    }
  });

  it('is renewed though nothing happens, and tells of trouble', async () => {
    jest.useFakeTimers();
    const faults: string[] = [];
    const onFault = (_fault: unknown, where: string): void => void faults.push(where);
    const one = bench.open({ onFault, busyMs: 1 });
    await one.open('one');
    const two = bench.another();
    jest.advanceTimersByTime(3_600_000);
    expect(await refusalOf(() => two.open('one'))).toMatchObject({ code: 'owned' });
    expect(faults).toEqual([]);
    const other = bench.connection();
    other.exec('BEGIN IMMEDIATE');
    jest.advanceTimersByTime(10_000);
    expect(faults).toEqual([`renewing the lease in ${bench.file}`]);
    other.exec('ROLLBACK');
    jest.advanceTimersByTime(50_000);
    expect(await refusalOf(() => two.open('one'))).toMatchObject({ code: 'owned' });
    expect(faults).toHaveLength(1);
  });

  it('of an owner on a machine that started anew has ended', async () => {
    const one = bench.open();
    await one.open('one');
    bench.sql(`UPDATE owner SET boot = 'another'`);
    const isKnown = existsSync('/proc/sys/kernel/random/boot_id');
    const refusal = await refusalOf(() => bench.another().open('one'));
    expect(refusal).toEqual(isKnown ? undefined : expect.objectContaining({ code: 'owned' }));
  });

  it.each(['host', 'pids'])(
    'of an owner with another %s lasts: nobody can look',
    async (column) => {
      const one = bench.open();
      await one.open('one');
      bench.sql(`UPDATE owner SET ${column} = 'another', pid = 2147483646`);
      expect(await refusalOf(() => bench.another().open('one'))).toMatchObject({ code: 'owned' });
    },
  );

  it('of a process whose number was given away has ended', async () => {
    const one = bench.open();
    await one.open('one');
    bench.sql(`UPDATE owner SET started = '1'`);
    const refusal = await refusalOf(() => bench.another().open('one'));
    const isKnown = existsSync('/proc/self/stat');
    expect(refusal).toEqual(isKnown ? undefined : expect.objectContaining({ code: 'owned' }));
  });
});

describe('a fence', () => {
  it('stops one session of a group, before anything of the group is stored', async () => {
    const one = bench.open();
    const names = ['a', 'b', 'c'];
    const fences = await Promise.all(names.map(async (name) => (await one.open(name)).fence));
    const units = (count: number) =>
      names.map((name, index) => inbound(name, fences[index]!, count + index));
    one.commit(units(1));
    const two = bench.another();
    const taken = await two.open('b', { takeOver: true });
    expect(taken.inbound).toBe(2);
    const refusal = await refusalOf(() => one.commit(units(11)));
    expect(refusal).toMatchObject({ code: 'fenced', session: 'b' });
    expect((await one.open('a')).inbound).toBe(1);
    fences[0] = (await one.open('a')).fence;
    one.commit(units(21).filter(({ session }) => session !== 'b'));
    expect((await one.open('a')).inbound).toBe(21);
    expect((await one.open('c')).inbound).toBe(23);
    two.commit([inbound('b', taken.fence, 5)]);
    expect((await two.open('b')).inbound).toBe(5);
    await one.close(); // takes nothing from others
    two.commit([inbound('b', (await two.open('b')).fence, 6)]);
  });

  it('holds while the log is swept: what others own by now is left alone', async () => {
    const one = bench.open();
    const { fence } = await one.open('lost');
    one.commit([inbound('lost', fence, 1)]);
    const two = bench.another();
    const next = await two.open('lost', { takeOver: true });
    two.commit([inbound('lost', next.fence, 2)]);
    const { fence: kept } = await one.open('kept');
    const { fence: idle } = await one.open('idle');
    const packets = [1, 2].map((seq) => ({ key: 'k', content: seq, session: 'idle', seq, at: 1 }));
    for (const each of packets) {
      const outbound = [{ number: each.seq, xml: '<a/>' }];
      one.commit([unitOf({ session: 'idle', fence: idle, packets: [each], outbound, inbound: 7 })]);
    }
    // Much that is alive is appended; more than the log may hold before it is swept.
    for (let number = 1; number <= 20; number += 1) {
      const outbound = [{ number, xml: 'x'.repeat(600_000) }];
      one.commit([unitOf({ session: 'kept', fence: kept, outbound })]);
    }
    expect((await two.open('lost')).inbound).toBe(2);
    expect((await one.open('kept')).outbound).toHaveLength(20);
    const rows = 'SELECT * FROM log JOIN session ON session.id = session WHERE name = ?';
    expect(bench.sql(rows, ['lost'])).toHaveLength(2);
    expect(bench.sql(rows, ['idle'])).toHaveLength(1);
    expect((await one.packets('idle', 0, 9)).packets).toEqual(packets);
    expect(await one.open('idle')).toMatchObject({
      inbound: 7,
      lastSeq: 2,
      outbound: [{ number: 1 }, { number: 2 }],
    });
  });
});

/** Commits unit after unit, each with several effects, and says which are stored. */
const WRITER = `
  const journal = sqliteJournal({ file, busyMs: 5000 });
  const snapshot = await journal.open('one');
  const { fence } = snapshot;
  say('opened ' + snapshot.lastSeq);
  for (let seq = snapshot.lastSeq + 1; ; seq += 1) {
    const id = String(seq);
    const record = { name: 'A/B', version: 1, kind: 'iq', deadline: 2, timeoutMs: 1, session: 'one' };
    const params = 'x'.repeat(500);
    const pending = Array.from({ length: 50 }, (_, index) => ({ ...record, id: seq + '/' + index, params }));
    const packets = [{ key: 'k', content: seq, session: 'one', seq, at: seq }];
    const taken = Array.from({ length: 50 }, (_, index) => (seq - 1) + '/' + index);
    const facts = [{ section: 's', key: 'k', value: seq }];
    journal.commit([unitOf({ session: 'one', fence, pending, taken, packets, facts, inbound: seq,
      outbound: [{ number: seq, xml: id }], delivered: seq - 1 })]);
    say(id);
  }`;

describe('a process that is killed', () => {
  it('has stored what it committed, each unit whole, and leaves its sessions at once', async () => {
    bench.newFile();
    let last = 0;
    for (const lines of [1, 7, 40, 23]) {
      const child = bench.run(WRITER);
      expect(await child.line()).toMatch(/^opened \d+$/); // though the one before has its lease
      for (let read = 0; read < lines; read += 1) last = Number(await child.line());
      await child.kill();
      for (const line of await child.rest()) last = Number(line);
      const journal = bench.another();
      const snapshot = await journal.open('one');
      const { inbound: stored } = snapshot;
      expect([last, last + 1]).toContain(stored); // the last one may be stored, and not said yet
      expect(snapshot).toMatchObject({
        lastSeq: stored,
        lastOutbound: stored,
        outbound: [{ number: stored }],
        facts: [{ value: stored }],
      });
      expect(snapshot.pending.map(({ id }) => id)).toEqual(
        Array.from({ length: 50 }, (_, index) => `${String(stored)}/${String(index)}`),
      );
      await journal.release('one', snapshot.fence);
    }
  });

  it('has stored nothing of a unit that it was storing', async () => {
    bench.newFile();
    const child = bench.run(`
      const journal = sqliteJournal({ file });
      const { fence } = await journal.open('one');
      journal.commit([unitOf({ session: 'one', fence, inbound: 1 })]);
      const hang = { toJSON() { say('inside'); for (;;); } };
      const setAside = [{ what: 'a', reason: 'b', text: 'c', at: 1, hang }];
      journal.commit([
        unitOf({ session: 'one', fence, inbound: 2, facts: [{ section: 's', key: 'k', value: 1 }] }),
        unitOf({ session: 'one', fence, inbound: 3, setAside }),
      ]);`);
    expect(await child.line()).toBe('inside');
    await child.kill();
    const journal = bench.another();
    expect(await journal.open('one')).toMatchObject({ inbound: 1, facts: [] });
    expect(await journal.setAside('one')).toEqual([]);
  });

  it('does not end for a lease: nothing keeps it alive', async () => {
    bench.newFile();
    const child = bench.run(`await sqliteJournal({ file }).open('one');`);
    expect(await child.ended).toEqual([0, null]);
  });
});

describe('two processes', () => {
  it('begin one file together, and write to it in turns', async () => {
    bench.newFile();
    const script = (session: string) => `
      const journal = sqliteJournal({ file, busyMs: 10_000 });
      const { fence } = await journal.open('${session}');
      for (let seq = 1; seq <= 300; seq += 1) {
        const packets = [{ key: 'k', content: seq, session: '${session}', seq, at: seq }];
        journal.commit([unitOf({ session: '${session}', fence, packets, inbound: seq })]);
      }
      await journal.close();
      say('done');`;
    const children = ['a', 'b'].map((session) => bench.run(script(session)));
    for (const child of children) expect(await child.line()).toBe('done');
    const journal = bench.another();
    for (const session of ['a', 'b']) {
      expect(await journal.open(session)).toMatchObject({ inbound: 300, lastSeq: 300 });
      expect((await journal.packets(session, 0, 1000)).packets).toHaveLength(300);
    }
  });

  it('never both own a session', async () => {
    bench.newFile();
    const child = bench.run(`
      const journal = sqliteJournal({ file, owner: 'the child' });
      await journal.open('one');
      say('opened');
      setInterval(() => undefined, 1000);`);
    expect(await child.line()).toBe('opened');
    const journal = bench.another();
    expect(await refusalOf(() => journal.open('one'))).toMatchObject({
      code: 'owned',
      session: 'one',
      message: expect.stringContaining('the child'),
    });
    await child.kill();
    await journal.open('one');
  });
});
