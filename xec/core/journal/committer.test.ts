import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { JournalError } from '../errors.js';
import { Committer, type UnitOwner } from './committer.js';
import type { Journal, UnitOfWork } from './journal.js';
import { Unit } from './unit.js';

/** A write of the journal that a test ends. */
interface Write {
  readonly units: readonly string[];
  done(): void;
  fail(error: unknown): void;
}

type Commit = (units: readonly UnitOfWork[]) => Promise<void> | void;

function open(commit?: Commit) {
  const runtime = new TestRuntime();
  const writes: Write[] = [];
  const told: string[] = [];
  const slow: Commit = (units) =>
    new Promise((resolve, reject) => {
      writes.push({ units: units.map(({ session }) => session), done: resolve, fail: reject });
    });
  const journal = { commit: commit ?? slow } as Journal; // the committer calls nothing else
  const committer = new Committer(journal, runtime);
  const owner: UnitOwner = {
    stored: ({ session }) => told.push(`stored ${session}`),
    refused: ({ session }, error) => told.push(`refused ${session}: ${(error as Error).message}`),
    fault: (fault) => told.push(`fault: ${(fault as Error).message}`),
  };
  const add = (...sessions: string[]): void => {
    for (const session of sessions) committer.add(new Unit(session, 1), owner);
  };
  return { runtime, writes, told, committer, owner, add };
}

/** Lets promises that are done take effect. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the committer', () => {
  it('writes everything of a turn at once, in order', async () => {
    const { runtime, writes, told, add } = open();
    add('a', 'b');
    add('c');
    expect(writes).toEqual([]);
    runtime.flush();
    expect(writes.map(({ units }) => units)).toEqual([['a', 'b', 'c']]);
    expect(told).toEqual([]);
    writes[0]?.done();
    await turn();
    expect(told).toEqual(['stored a', 'stored b', 'stored c']);
  });

  it('is idle when what was added before is stored, whatever comes later', async () => {
    const { runtime, writes, told, committer, add } = open();
    add('a');
    runtime.flush();
    let isIdle = false;
    const idle = committer.idle().then(() => {
      isIdle = true;
    });
    add('b');
    await turn();
    expect(isIdle).toBe(false);
    writes[0]?.done();
    await idle;
    expect(told).toEqual(['stored a']);
  });

  it('writes one group after the other: what comes meanwhile waits, as one group', async () => {
    const { runtime, writes, told, add } = open();
    add('a');
    runtime.flush();
    add('b');
    runtime.flush();
    add('c');
    runtime.flush();
    expect(writes).toHaveLength(1);
    writes[0]?.done();
    await turn();
    expect(told).toEqual(['stored a']);
    expect(writes.map(({ units }) => units)).toEqual([['a'], ['b', 'c']]);
    writes[1]?.done();
    await turn();
    expect(told).toEqual(['stored a', 'stored b', 'stored c']);
  });

  it('tells at once when the journal needs no time', () => {
    const { runtime, told, add } = open(() => undefined);
    add('a', 'b');
    expect(told).toEqual([]);
    runtime.flush();
    expect(told).toEqual(['stored a', 'stored b']);
  });

  it('waits for a promise of another realm, too', async () => {
    const slow = runInNewContext('new Promise(() => undefined)') as Promise<void>;
    const { runtime, told, add } = open(() => slow);
    add('a');
    runtime.flush();
    await turn();
    expect(told).toEqual([]);
  });

  it('tells all of a refused group why, and goes on with the next', async () => {
    const { runtime, writes, told, add } = open();
    add('a', 'b');
    runtime.flush();
    add('c');
    writes[0]?.fail(new Error('disk full'));
    await turn();
    expect(told).toEqual(['refused a: disk full', 'refused b: disk full']);
    writes[1]?.done();
    await turn();
    expect(told.at(-1)).toBe('stored c');
  });

  it('takes a journal that throws as one that refuses', () => {
    const { runtime, told, add } = open(() => {
      throw new Error('closed');
    });
    add('a');
    runtime.flush();
    add('b');
    runtime.flush();
    expect(told).toEqual(['refused a: closed', 'refused b: closed']);
  });

  it.each(['at once', 'later'])(
    'refuses the units of a fenced-off session only: the others are stored (%s)',
    async (when) => {
      const stored: string[][] = [];
      const { runtime, told, add } = open((units) => {
        if (units.some(({ session }) => session === 'lost')) {
          const error = new JournalError('another owner', { session: 'lost' });
          if (when === 'later') return Promise.reject(error);
          throw error;
        }
        stored.push(units.map(({ session }) => session));
        return when === 'later' ? Promise.resolve() : undefined;
      });
      add('a', 'lost', 'b', 'lost');
      runtime.flush();
      await turn();
      expect(stored).toEqual([['a', 'b']]);
      expect(told).toEqual([
        'refused lost: another owner',
        'refused lost: another owner',
        'stored a',
        'stored b',
      ]);
    },
  );

  it('gives up on a journal that refuses a session that is not among the units', () => {
    const { runtime, told, add } = open(() => {
      throw new JournalError('confused', { session: 'another' });
    });
    add('a', 'b');
    runtime.flush();
    expect(told).toEqual(['refused a: confused', 'refused b: confused']);
  });

  it.each(['at once', 'later'])(
    'goes on when an owner throws, with the next and with later units (%s)',
    async (when) => {
      const { runtime, told, committer, owner, add } = open(() =>
        when === 'later' ? Promise.resolve() : undefined,
      );
      committer.add(new Unit('bad', 1), {
        ...owner,
        stored: () => {
          throw new Error('planted');
        },
      });
      add('a');
      runtime.flush();
      await turn();
      add('b');
      runtime.flush();
      await turn();
      expect(told).toEqual(['fault: planted', 'stored a', 'stored b']);
    },
  );

  it('stores what an owner adds when it hears of its unit', () => {
    const { runtime, told, committer, owner, add } = open(() => undefined);
    committer.add(new Unit('first', 1), {
      ...owner,
      stored: () => {
        add('second');
      },
    });
    runtime.flush();
    expect(told).toEqual(['stored second']);
  });

  it('is idle when everything added so far is stored or refused', async () => {
    const { runtime, writes, told, committer, add } = open();
    add('a');
    runtime.flush();
    add('b');
    let isIdle = false;
    const idle = committer.idle().then(() => {
      isIdle = true;
    });
    writes[0]?.done();
    await turn();
    expect(isIdle).toBe(false);
    writes[1]?.fail(new Error('disk full'));
    await idle;
    expect(told).toEqual(['stored a', 'refused b: disk full']);
  });

  it('is idle without waiting for the end of the turn', async () => {
    const { told, committer, add } = open(() => undefined);
    add('a');
    await committer.idle();
    expect(told).toEqual(['stored a']);
  });
});
