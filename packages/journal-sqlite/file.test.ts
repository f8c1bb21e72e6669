import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { refusalOf } from '@xec/testing';
import { JournalError, unitOf } from '@xec/xec';
import { SCHEMA_VERSION } from './schema.js';
import { Bench } from './testing/bench.js';

const bench = new Bench();
afterEach(() => bench.tidy());
afterAll(() => bench.end());

/** A closed file with a session in it; gives its bytes. */
async function written(): Promise<Buffer> {
  const journal = bench.open();
  const { fence } = await journal.open('one');
  const packets = Array.from({ length: 2000 }, (_, index) => ({
    key: 'k',
    content: 'x'.repeat(100),
    session: 'one',
    seq: index + 1,
    at: 1,
  }));
  journal.commit([unitOf({ session: 'one', fence, inbound: 3, packets })]);
  await journal.close();
  return readFileSync(bench.file);
}

describe("a journal's file", () => {
  it('is for the eyes of its owner, with all that lies beside it', async () => {
    const file = join(bench.folder, 'new/deep/one.xec');
    const journal = bench.open({ file });
    await journal.open('one');
    const modes = [file, `${file}-wal`, `${file}-shm`].map((name) => statSync(name).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  it('keeps the mode that somebody gave it', () => {
    bench.open();
    chmodSync(bench.file, 0o640);
    bench.another();
    expect(statSync(bench.file).mode & 0o777).toBe(0o640);
  });

  it('holds everything once it is closed: a copy of it is a backup', async () => {
    const copy = join(bench.folder, 'copy.xec');
    writeFileSync(copy, await written());
    expect(await bench.open({ file: copy }).open('one')).toMatchObject({
      inbound: 3,
      lastSeq: 2000,
    });
  });

  it('of a newer version is refused with both versions, and not touched', async () => {
    await written();
    bench.sql(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    const refusal = await refusalOf(() => bench.another());
    expect(refusal).toBeInstanceOf(JournalError);
    expect(refusal).toMatchObject({ code: 'refused' });
    expect(String(refusal)).toContain(bench.file);
    expect(String(refusal)).toContain(`version ${SCHEMA_VERSION} or older`);
    expect(String(refusal)).toContain(`version ${SCHEMA_VERSION + 1}:`);
    expect(bench.sql('PRAGMA user_version')[0]).toMatchObject({ user_version: SCHEMA_VERSION + 1 });
  });

  it("that is another program's database is refused, and not touched", async () => {
    bench.newFile();
    bench.sql('CREATE TABLE theirs (a)');
    const before = readFileSync(bench.file);
    const refusal = await refusalOf(() => bench.another());
    expect(refusal).toMatchObject({ code: 'refused', message: expect.stringMatching(/another/) });
    expect(String(refusal)).toContain(bench.file);
    expect(readFileSync(bench.file).equals(before)).toBe(true);
  });

  it.each([
    ['is no database at all', () => Buffer.from('no database '.repeat(1000))],
    ['has lost its head', (bytes: Buffer) => bytes.fill(0xff, 0, 100)],
    ['has lost its end', (bytes: Buffer) => bytes.subarray(0, 20_000)],
    ['has lost a page', (bytes: Buffer) => bytes.fill(0x5a, 8192 * 5, 8192 * 6)],
    ['has noise in it', (bytes: Buffer) => bytes.fill(0xff, 8192, bytes.length)],
  ])('that %s is refused, by name and with what was expected', async (_what, damage) => {
    const bytes = damage(await written());
    writeFileSync(bench.file, bytes);
    const refusal = await refusalOf(() => bench.another());
    expect(refusal).toBeInstanceOf(JournalError);
    expect(refusal).toMatchObject({ code: 'refused' });
    expect(String(refusal)).toContain(bench.file);
    expect(String(refusal)).toMatch(/damaged; expected .*SQLite database/);
  });

  it('that cannot be made is refused by name', async () => {
    mkdirSync(join(bench.folder, 'folder'));
    for (const file of [join(bench.folder, 'folder'), '/dev/null/one.xec']) {
      const refusal = await refusalOf(() => bench.open({ file }));
      expect(refusal).toMatchObject({ code: 'refused' });
      expect(String(refusal)).toContain(file);
    }
  });

  it('that is empty becomes a journal', async () => {
    writeFileSync(bench.newFile(), '');
    expect((await bench.another().open('one')).lastSeq).toBe(0);
    expect(readdirSync(bench.folder)).toContain(bench.file.split('/').at(-1));
  });

  it('with rows that are no UTF-8 or no JSON is read as far as it goes, and the rest reported', async () => {
    const faults: string[] = [];
    const onFault = (_fault: unknown, where: string): void => void faults.push(where);
    const journal = bench.open({ onFault });
    const { fence } = await journal.open('one');
    const record = { name: 'A/B', version: 1, params: null, kind: 'iq' as const, deadline: 1 };
    const packet = { key: 'k', content: 1, session: 'one', at: 1 };
    journal.commit([
      unitOf({
        session: 'one',
        fence,
        pending: [{ ...record, id: 'a', timeoutMs: 1, session: 'one' }],
        packets: [1, 2, 3].map((seq) => ({ ...packet, seq })),
        facts: [
          { section: 's', key: 'bad', value: 'bad' },
          { section: 's', key: 'good', value: 'good' },
        ],
        setAside: [1, 2].map((at) => ({ what: 'w', reason: 'r', text: 't', at })),
        inbound: 4,
      }),
    ]);
    const bad = `CAST(replace(text, '2\t1\tk\t\t1', '2\t1\tk\t\t?') || ? || x'0aff' AS TEXT)`;
    bench.sql(`UPDATE log SET text = ${bad}`, ['\n[1,x]\nQ']);
    bench.sql(`UPDATE fact SET value = x'ff' WHERE key LIKE '%bad%'`);
    bench.sql(`UPDATE set_aside SET text = '{' WHERE number = 1`);
    const snapshot = await journal.open('one');
    expect(snapshot).toMatchObject({
      pending: [{ id: 'a' }],
      unreadable: [
        { id: '[1,x]', text: '[1,x]' },
        { id: 'Q', text: 'Q' },
        { id: '\ufffd', text: '\ufffd' },
      ],
      facts: [{ key: 'good' }],
      inbound: 4,
      lastSeq: 3,
    });
    expect((await journal.packets('one', 0, 9)).packets.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(await journal.setAside('one')).toHaveLength(1);
    expect(new Set(faults)).toEqual(new Set(['a damaged row of session "one"']));
    const taken = snapshot.unreadable.map(({ id }) => id);
    journal.commit([unitOf({ session: 'one', fence: snapshot.fence, taken })]);
    expect((await journal.open('one')).unreadable).toEqual([]);
  });
});
