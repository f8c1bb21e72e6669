/** Rules 54 to 56: records and secrets. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { sqliteJournal } from '@xec/journal-sqlite';
import { sessionFeature } from '@xec/session';
import {
  Registry,
  allFeatures,
  unitOf,
  type FactChange,
  type FactSection,
  type Journal,
  type PendingRecord,
} from '@xec/xec';
import { Ask, Whisper, probe } from '../reliability/probe/index.js';
import { TestRuntime } from '../rooms/index.js';
import { openStage, type Stage } from '../stage/index.js';
import { message, romeo, told } from './house.js';
import { genuine, hostile } from './test-of-rule.js';
import { scramServer } from './scram-server.js';

const now = new TestRuntime().now();
const record = (parts: object = {}): PendingRecord => ({
  id: 'a',
  name: 'Probe/Ask',
  version: 1,
  params: { n: 1 },
  kind: 'iq',
  deadline: now + 20_000,
  timeoutMs: 20_000,
  session: 'stage',
  ...parts,
});

/** Opens a session whose earlier owner, or somebody at the file, left this. */
async function wakes(...pending: readonly unknown[]): Promise<Stage> {
  const journal = new MemoryJournal();
  const { fence } = await journal.open('stage');
  journal.commit([unitOf({ session: 'stage', fence, pending: pending as PendingRecord[] })]);
  const stage = await openStage({ features: [...allFeatures, probe], journal, setUp: false });
  await stage.settle();
  return stage;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function fileOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'xec-records-'));
  folders.push(folder);
  return join(folder, name);
}

describe('a record', () => {
  hostile(
    54,
    'of no known class, with foreign fields or deep nesting is set aside, and blocks no other',
    async () => {
      const deep = (levels: number): unknown => (levels === 0 ? 1 : { n: deep(levels - 1) });
      const tampered = JSON.parse('{"__proto__":{"polluted":1},"n":1}') as object;
      const bad: readonly object[] = [
        { name: 'constructor' },
        { name: '__proto__' },
        { name: 'toString' },
        { name: '../../evil.js' },
        { name: 'Probe/Nothing' },
        { name: 7 },
        { version: 2 },
        { version: 'x' },
        { params: { n: 'x' } },
        { params: null },
        { params: deep(1000) },
        { params: [] },
        { kind: 'constructor' },
        { session: 'other' },
        { deadline: 'soon' },
        { timeoutMs: -1 },
        { id: 7 },
      ];
      for (const [at, parts] of bad.entries()) {
        const one = { ...record({ id: `bad${String(at)}` }), ...parts };
        const stage = await wakes(one, record({ id: 'good' }));
        expect([parts, stage.session.pending, stage.contents('session_setaside').length]).toEqual([
          parts,
          ['good'],
          1,
        ]);
        expect(stage.faults.map(({ where }) => where)).toEqual(['journal']);
      }
      const stage = await wakes(record({ params: tampered }));
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(stage.session.pending.length + stage.contents('session_setaside').length).toBe(1);
    },
  );

  hostile(54, 'fields that its schema does not have are not restored', () => {
    const params = { n: 1, to: romeo, handle: 'x', build: 'x', evil: true };
    const woken = new Registry([probe]).rehydrate(record({ params }));
    expect(woken.params).toEqual({ n: 1, to: romeo });
    expect(Object.hasOwn(woken, 'build')).toBe(false);
    expect(woken).toBeInstanceOf(Ask);
  });

  hostile(54, 'that was changed to let somebody else answer is set aside', async () => {
    const stored = record({ id: 'b', params: { n: 2, to: romeo }, to: romeo });
    for (const change of [
      { to: 'mallory@evil.example' },
      { to: `${romeo}/mallory` },
      { to: undefined },
      { kind: 'message' },
      { params: { n: 2, to: 'mallory@evil.example' } },
    ]) {
      const changed = JSON.parse(JSON.stringify({ ...stored, ...change })) as PendingRecord;
      const stage = await wakes(changed, record({ id: 'good' }));
      expect([change, stage.session.pending]).toEqual([change, ['good']]);
      expect(stage.contents('session_setaside')).toEqual([
        expect.objectContaining({ id: 'b', reason: expect.stringContaining('by its params') }),
      ]);
    }
  });

  genuine(54, 'as it was stored is woken', async () => {
    const stage = await wakes(
      record(),
      record({ id: 'b', params: { n: 2, to: romeo }, to: romeo }),
    );
    expect(stage.session.pending).toEqual(['a', 'b']);
    expect(stage.keys).not.toContain('session_setaside');
  });
});

/** Where facts are stored, and somebody may change them. */
const journals: readonly (readonly [string, () => Journal])[] = [
  ['memory', () => new MemoryJournal()],
  ['sqlite', () => sqliteJournal({ file: fileOf('journal.xec') })],
];

describe.each(journals)('a fact in a journal of %s', (_kind, open) => {
  /** Opens a session whose earlier owner, or somebody at the file, left these facts. */
  async function finds(journal: Journal, facts: readonly FactChange[]): Promise<Stage> {
    const { fence } = await journal.open('stage');
    await journal.commit([unitOf({ session: 'stage', fence, facts })]);
    await journal.release('stage', fence);
    return openStage({ features: [...allFeatures, probe], journal, setUp: false });
  }

  const sections = [...new Registry([sessionFeature, ...allFeatures, probe]).facts.keys()];
  const wrong: readonly unknown[] = [
    null,
    7,
    's3cret',
    { jid: '@s3cret', account: '@s3cret', nick: 7, archive: '', sealed: [], at: 'now' },
    [{ s3cret: 1 }],
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`),
  ];

  hostile(
    54,
    'a fact that is none of its kind is never believed, and blocks no session',
    async () => {
      for (const value of wrong) {
        const journal = open();
        const stage = await finds(
          journal,
          sections.map((section) => ({ section, key: 'current', value })),
        );
        const { facts } = stage.session.engine;
        for (const section of sections) {
          expect([section, [...facts.all(section as FactSection)]]).toEqual([section, []]);
        }
        const lines = stage.log.filter(({ event }) => event === 'facts-dropped');
        expect(lines.map(({ section }) => section).sort()).toEqual([...sections].sort());
        await stage.connected();
        expect(JSON.stringify(stage.log)).not.toContain('s3cret');
        expect([stage.faults, ({} as Record<string, unknown>)['polluted']]).toEqual([
          [],
          undefined,
        ]);
        await stage.session.suspend();
        const left = (await journal.open('stage')).facts.map(({ section }) => section);
        // What this login told.
        expect(left.sort()).toEqual(['session', 'stream']);
        await journal.close();
      }
    },
  );

  hostile(54, 'a stream that is another account’s is not gone on with', async () => {
    const journal = open();
    const stream = { account: 'juliet@capulet.example', service: 'memory', id: 'sm' };
    const stage = await finds(journal, [
      { section: 'stream', key: 'current', value: { ...stream, jid: 'mallory@evil.example/x' } },
    ]);
    await stage.connected();
    expect(stage.session.jid.toString()).toMatch(/^juliet@capulet\.example\//u);
    expect(stage.server.names).not.toContain('resume');
    await journal.close();
  });

  genuine(54, 'a fact as it was learnt is known again', async () => {
    const journal = open();
    const value = { subscription: 'both', name: 'Romeo', groups: ['Friends'] };
    const stage = await finds(journal, [{ section: 'contact', key: romeo, value }]);
    expect(stage.session.engine.fact('contact', romeo)).toEqual(value);
    expect(stage.log.filter(({ event }) => event.startsWith('facts-'))).toEqual([]);
    await journal.close();
  });
});

describe('a store', () => {
  const names = [
    "'; DROP TABLE sessions; --",
    '../../etc/passwd',
    'a\u0000b',
    'a b\nc',
    '{x}:*',
    '__proto__',
    '💌',
  ];

  hostile(55, 'keeps text of peers as text, whatever it looks like', async () => {
    const file = fileOf('journal.xec');
    const journal = sqliteJournal({ file });
    for (const name of names) {
      const { fence } = await journal.open(name);
      journal.commit([
        unitOf({
          session: name,
          fence,
          facts: [{ section: name, key: name, value: name }],
          pending: [record({ session: name, id: name })],
        }),
      ]);
    }
    for (const name of names) {
      const { facts, pending } = await journal.open(name);
      expect([name, facts, pending.map(({ id }) => id)]).toEqual([
        name,
        [{ section: name, key: name, value: name }],
        [name],
      ]);
    }
    await journal.close();
    expect(readdirSync(join(file, '..')).filter((one) => !one.startsWith('journal.xec'))).toEqual(
      [],
    );
  });

  genuine(55, 'keeps plain names as well', async () => {
    const journal = sqliteJournal({ file: fileOf('journal.xec') });
    const { fence } = await journal.open('juliet');
    journal.commit([
      unitOf({
        session: 'juliet',
        fence,
        facts: [{ section: 'contact', key: romeo, value: { subscription: 'both' } }],
      }),
    ]);
    expect((await journal.open('juliet')).facts).toEqual([
      { section: 'contact', key: romeo, value: { subscription: 'both' } },
    ]);
    await journal.close();
  });
});

describe('a secret', () => {
  const PASSWORD = 'r0m30myr0m30';
  const SECRET = 'c0nf1dent1al-t3xt';
  /** A text, and how it looks in messages of logins, URLs and JSON. */
  const forms = (text: string): string[] => {
    const bytes = Buffer.from(text);
    return [
      text,
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      encodeURIComponent(text),
      Buffer.from(`\0juliet\0${text}`).toString('base64'),
      [...text].reverse().join(''),
    ];
  };

  hostile(
    56,
    'is in no packet, no line of the most verbose log, no error and no file',
    async () => {
      const file = fileOf('journal.xec');
      const journal = sqliteJournal({ file });
      const stage = await openStage({ features: [probe], setUp: false, journal });
      const said: unknown[] = [];
      await stage.connected();
      void stage.session
        .request(new Whisper({ n: 1, secret: SECRET }))
        .catch((error: unknown) => said.push(error));
      await stage.settle();
      stage.server.streamError('internal-server-error');
      await stage.settle();
      await stage.session.suspend();
      await journal.close();
      const stored = readdirSync(join(file, '..'))
        .map((name) => readFileSync(join(file, '..', name)).toString('latin1'))
        .join('');
      const everything = JSON.stringify([
        stage.packets,
        stage.log,
        stage.faults.map(({ fault, where }) => [String(fault), (fault as Error).stack, where]),
        said.map((error) => [String(error), (error as Error).stack]),
      ]);
      expect(everything.length).toBeGreaterThan(500);
      for (const form of [...forms(PASSWORD), ...forms(SECRET)]) {
        expect([form, everything.includes(form), stored.includes(form)]).toEqual([
          form,
          false,
          false,
        ]);
      }
    },
  );

  hostile(56, 'a refused login says nothing of it either', async () => {
    for (const script of [scramServer({ final: () => 'v=AAAA' }), scramServer({ iterations: 1 })]) {
      const stage = await openStage({ script, setUp: false, allowPlain: false });
      const errors: Error[] = [];
      void stage.session.connect().catch((error: unknown) => errors.push(error as Error));
      while (errors.length === 0) await stage.settle();
      const said = errors.map((error) => [String(error), error.stack, { ...error }]);
      const everything = JSON.stringify([stage.packets, stage.log, said]);
      for (const form of forms(PASSWORD))
        expect([form, everything.includes(form)]).toEqual([form, false]);
    }
  });

  genuine(56, 'what is none is stored, and told', async () => {
    const file = fileOf('journal.xec');
    const journal = sqliteJournal({ file });
    const stage = await openStage({ features: [probe], setUp: false, journal });
    await stage.connected();
    stage.isServed = false;
    void stage.session
      .request(new Ask({ n: 1, to: 'plain-text-of-a-request@b.example' }))
      .catch(() => undefined);
    stage.server.send(message(romeo, told(7)));
    await stage.settle();
    expect(stage.contents('probetold')).toEqual([{ n: 7 }]);
    await stage.session.suspend();
    await journal.close();
    const stored = readdirSync(join(file, '..'))
      .map((name) => readFileSync(join(file, '..', name)).toString('latin1'))
      .join('');
    expect(stored).toContain('plain-text-of-a-request');
  });
});
