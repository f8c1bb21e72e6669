import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing/rooms';
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

  it('tries the units of each session apart where a group is refused, and goes on', async () => {
    const { runtime, writes, told, add } = open();
    add('a', 'b', 'a');
    runtime.flush();
    add('c');
    writes[0]?.fail(new Error('it is odd'));
    await turn();
    expect(told).toEqual([]);
    writes[1]?.fail(new Error('it is odd'));
    await turn();
    const why = 'the journal did not store it: it is odd';
    expect(told).toEqual([`refused a: ${why}`, `refused a: ${why}`]);
    writes[2]?.done();
    await turn();
    writes[3]?.done();
    await turn();
    expect(writes.map(({ units }) => units)).toEqual([['a', 'b', 'a'], ['a', 'a'], ['b'], ['c']]);
    expect(told.slice(2)).toEqual(['stored b', 'stored c']);
  });

  it('takes a journal that throws as one that refuses', () => {
    const { runtime, told, add } = open(() => {
      throw new Error('odd');
    });
    add('a');
    runtime.flush();
    add('b');
    runtime.flush();
    const why = 'the journal did not store it: odd';
    expect(told).toEqual([`refused a: ${why}`, `refused b: ${why}`]);
  });

  it('refuses everything once the journal is closed', () => {
    const { runtime, told, add } = open(() => {
      throw new JournalError('closed', 'it is closed');
    });
    add('a', 'b');
    runtime.flush();
    expect(told).toEqual(['refused a: it is closed', 'refused b: it is closed']);
  });

  it.each(['at once', 'later'])(
    'refuses the units of a fenced-off session only: the others are stored (%s)',
    async (when) => {
      const stored: string[][] = [];
      const { runtime, told, add } = open((units) => {
        if (units.some(({ session }) => session === 'lost')) {
          const error = new JournalError('fenced', 'another owner', { session: 'lost' });
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

  it('refuses the units of the older of two owners of a session', () => {
    const stored: number[][] = [];
    const { runtime, told, committer, owner } = open((units) => {
      if (units.some(({ fence }) => fence < 2)) {
        throw new JournalError('fenced', 'another owner', { session: 'a' });
      }
      stored.push(units.map(({ fence }) => fence));
    });
    for (const fence of [1, 2, 1, 2]) committer.add(new Unit('a', fence), owner);
    runtime.flush();
    expect(stored).toEqual([[2, 2]]);
    expect(told).toEqual([
      'refused a: another owner',
      'refused a: another owner',
      'stored a',
      'stored a',
    ]);
  });

  it('gives up on a journal that refuses a session that is not among the units', () => {
    const { runtime, told, add } = open(() => {
      throw new JournalError('fenced', 'confused', { session: 'another' });
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
    writes[1]?.fail(new JournalError('closed', 'it is closed'));
    await idle;
    expect(told).toEqual(['stored a', 'refused b: it is closed']);
  });

  it('is idle without waiting for the end of the turn', async () => {
    const { told, committer, add } = open(() => undefined);
    add('a');
    await committer.idle();
    expect(told).toEqual(['stored a']);
  });

  it.each([
    [true, 'with all that is ready in the turn', ['a', 'b', 'c']],
    [false, 'as soon as the work at hand is done', ['a', 'b']],
  ])('whose journal is durable: %s, stores %s', async (isDurable, _when, stored) => {
    const groups: string[][] = [];
    const runtime = Object.assign(new TestRuntime(), { next: queueMicrotask });
    const journal = {
      isDurable,
      commit: (units: readonly UnitOfWork[]) => {
        groups.push(units.map(({ session }) => session));
      },
    } as unknown as Journal; // the committer asks nothing else
    const committer = new Committer(journal, runtime);
    const owner = { stored: () => undefined, refused: () => undefined, fault: () => undefined };
    for (const session of ['a', 'b']) committer.add(new Unit(session, 1), owner);
    expect(groups).toEqual([]);
    await Promise.resolve();
    committer.add(new Unit('c', 1), owner);
    runtime.flush();
    expect(groups[0]).toEqual(stored);
    await committer.idle();
    expect(groups.flat()).toEqual(['a', 'b', 'c']);
  });
});

/** A journal that does what a test says, one write after the other. */
function openTroubled() {
  const all = open();
  const { runtime, writes, committer, owner } = all;
  const unit = (session: string, id?: string): Unit => {
    const made = new Unit(session, 1);
    if (id === undefined) return made;
    const record = { id, name: 'A/B', version: 1, params: null, kind: 'iq' } as const;
    made.begin({ ...record, deadline: 0, timeoutMs: 1, session });
    made.send({ number: 7, xml: '<iq/>', id });
    return made;
  };
  return {
    ...all,
    addRequest: (session: string, id: string) => {
      committer.add(unit(session, id), owner, true);
    },
    addUnit: (session: string) => {
      committer.add(unit(session), owner);
    },
    /** Ends the write that goes on. */
    answer: async (error?: JournalError) => {
      const write = writes.at(-1);
      if (error === undefined) write?.done();
      else write?.fail(error);
      await turn();
    },
    wait: async (ms: number) => {
      runtime.advance(ms);
      await turn();
    },
  };
}

const away = new JournalError('unavailable', 'it is away');

describe('a journal in trouble', () => {
  it.each([away, new JournalError('full', 'it is full')])(
    'is tried again until it stores what was promised, later and later: %s',
    async (error) => {
      const { runtime, committer, told, writes, addUnit, answer, wait } = openTroubled();
      addUnit('a');
      runtime.flush();
      const waits = [50, 100, 200, 400, 800, 1600, 2000, 2000];
      for (const [at, ms] of waits.entries()) {
        expect(writes).toHaveLength(at + 1);
        await answer(error);
        expect(committer.trouble).toBe(error);
        await wait(ms - 1);
        expect(writes).toHaveLength(at + 1);
        await wait(1);
      }
      await answer();
      expect(told).toEqual(['stored a']);
      expect(committer.trouble).toBeUndefined();
      // The next trouble begins anew.
      addUnit('a');
      runtime.flush();
      await answer(error);
      await wait(50);
      await answer();
      expect(told).toEqual(['stored a', 'stored a']);
    },
  );

  it('stores what came meanwhile after what came before, as one', async () => {
    const { runtime, told, writes, addUnit, answer, wait } = openTroubled();
    addUnit('a');
    runtime.flush();
    await answer(away);
    addUnit('b');
    addUnit('c');
    runtime.flush();
    await wait(50);
    expect(writes.map(({ units }) => units)).toEqual([['a'], ['a', 'b', 'c']]);
    await answer();
    expect(told).toEqual(['stored a', 'stored b', 'stored c']);
  });

  it('refuses requests that nobody was promised, and takes them back where they may be stored', async () => {
    const { runtime, told, writes, addRequest, addUnit, answer, wait } = openTroubled();
    addRequest('a', 'one');
    addUnit('b');
    runtime.flush();
    await answer(away);
    expect(told).toEqual(['refused a: it is away']);
    // What undoes it is one unit more, behind it.
    await wait(50);
    expect(writes.at(-1)?.units).toEqual(['b', 'a']);
    await answer();
    expect(told).toEqual(['refused a: it is away', 'stored b']);
  });

  it('counts as in trouble when it does not answer for 1.5 s; what it has is stored all the same', async () => {
    const { runtime, told, committer, writes, addRequest, addUnit, answer, wait } = openTroubled();
    addRequest('a', 'one');
    addUnit('b');
    runtime.flush();
    addRequest('a', 'two');
    await wait(1499);
    expect(committer.trouble).toBeUndefined();
    await wait(1);
    expect(committer.trouble?.code).toBe('unavailable');
    expect(told.filter((line) => line.startsWith('refused a'))).toHaveLength(2);
    await answer();
    expect(told.at(-1)).toBe('stored b');
    expect(committer.trouble).toBeUndefined();
    // The first request was stored: it is taken back. The second one was not given to the journal.
    expect(writes.at(-1)?.units).toEqual(['a']);
    await answer();
    expect(told.filter((line) => line.startsWith('stored'))).toEqual(['stored b']);
  });

  it('is undone with the ids and numbers of what was refused', async () => {
    const runtime = new TestRuntime();
    const given: (readonly UnitOfWork[])[] = [];
    const journal = {
      commit: (units: readonly UnitOfWork[]) => {
        given.push(units);
        if (given.length === 1) throw away;
      },
    } as unknown as Journal; // the committer calls nothing else
    const committer = new Committer(journal, runtime);
    const unit = new Unit('a', 3);
    const record = { id: 'one', name: 'A/B', version: 1, params: null, kind: 'iq' } as const;
    unit.begin({ ...record, deadline: 0, timeoutMs: 1, session: 'a' });
    unit.send({ number: 7, xml: '<iq/>', id: 'one' });
    const refused: unknown[] = [];
    const owner: UnitOwner = {
      stored: () => undefined,
      refused: (_unit, error) => refused.push(error.code),
      fault: () => undefined,
    };
    committer.add(unit, owner, true);
    runtime.flush();
    runtime.advance(50);
    await turn();
    expect(refused).toEqual(['unavailable']);
    expect(given[1]).toMatchObject([{ session: 'a', fence: 3, taken: ['one'], withdrawn: [7] }]);
  });
});
