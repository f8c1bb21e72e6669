import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Registry, allFeatures } from '@xec/xec';
import { fixtureJson } from '../fixtures/index.js';

type Known = string | Readonly<Record<string, string>>;
type Rooms = Readonly<Record<string, Readonly<Record<string, Known>>>>;
type Answers = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The module is one that jest itself loads, untyped. */
const { differences, misspelt, readNotes, roomsTable } = (await import(
  new URL('../../setup/server-actions.mjs', import.meta.url).href
)) as {
  differences: (rooms: Rooms, answers: Answers) => string[];
  misspelt: (rooms: Rooms) => string[];
  readNotes: (folder: string) => Answers;
  roomsTable: (rooms: Rooms, answers: Answers) => string[];
};

/** What processes wrote down, a file each. */
function answersOf(...files: readonly string[]): Answers {
  const folder = mkdtempSync(join(tmpdir(), 'xec-answers-test-'));
  files.forEach((text, at) => {
    writeFileSync(join(folder, String(at)), text);
  });
  return readNotes(folder);
}

describe('what is known of servers', () => {
  const known = fixtureJson<Rooms>('servers/actions');

  it('is told of each action of each room, and of nothing else', () => {
    const actions = [...new Registry(allFeatures).actions].map(
      ([action, { feature }]) => `${feature.replace(/-without-.*/, '')}: ${action}`,
    );
    const told = Object.entries(known).flatMap(([room, each]) =>
      Object.keys(each).map((name) => `${room}: ${name}`),
    );
    expect(told.sort()).toEqual(actions.sort());
  });

  it('is that it works, or which refusal comes, or why nobody asks', () => {
    expect(misspelt(known)).toEqual([]);
    expect(misspelt({ a: { 'A/B': 'refuses: no', 'A/C': { prosody: 'works' } } })).toEqual([
      ...['devserver', 'prosody', 'ejabberd'].map((server) => `A/B on ${server}: refuses: no`),
      ...['devserver', 'ejabberd'].map((server) => `A/C on ${server}: undefined`),
    ]);
  });
});

describe('what servers answered', () => {
  const known = {
    tea: {
      'Tea/Get': 'works',
      'Tea/Set': {
        devserver: 'works',
        prosody: 'refuses errorforbidden: no tea',
        ejabberd: 'works',
      },
      'Tea/Sip': 'not asked: too hot',
    },
    milk: { 'Milk/Get': 'works' },
  };
  const prosody = 'Tea/Get prosody handle\nTea/Set prosody errorforbidden\n';

  it('is a table of rooms', () => {
    const answers = answersOf(prosody, 'Tea/Get devserver handle\nTea/Set devserver handle\n');
    expect(roomsTable(known, answers)).toEqual([
      'room  devserver  prosody            ejabberd',
      'tea   2 work     1 work, lacks Set  -',
    ]);
    expect(roomsTable(known, answersOf())).toEqual([]);
  });

  it('is what is known, of the servers that ran, whoever wrote first', () => {
    const milk = 'Milk/Get prosody handle\n';
    expect(differences(known, answersOf(milk, prosody))).toEqual([]);
    expect(differences(known, answersOf(prosody, milk))).toEqual([]);
    expect(differences(known, answersOf())).toEqual([]);
  });

  it('is told where it is something else', () => {
    const answers = answersOf(
      prosody,
      'Tea/Set prosody handle\nTea/Sip prosody erroritemnotfound\n',
    );
    expect(differences(known, answers)).toEqual([
      'Tea/Set on prosody: refuses errorforbidden: no tea; got errorforbidden, handle',
      'Tea/Sip on prosody: not asked: too hot; got erroritemnotfound',
      'Milk/Get on prosody: works; got none',
    ]);
  });
});
