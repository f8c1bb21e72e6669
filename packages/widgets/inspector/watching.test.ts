import { describe, expect, it } from '@jest/globals';
import type { Desk, EventFilter, InspectorEvent, Watcher } from '../desk/index.js';
import type { RowContent } from './event-log.js';
import { Watching } from './watching.js';

/** A gateway's end of the sockets that an inspector opens. */
class Sockets {
  readonly asked: { filter: EventFilter; after: number | undefined; ring: string | undefined }[] =
    [];
  readonly watchers: Watcher[] = [];
  pauses = 0;
  isIn = true;
  #look: () => void = () => undefined;

  readonly desk: Pick<Desk, 'watch' | 'entry'> = {
    entry: async () => ({ entry: 'token', isIn: this.isIn }),
    watch: (watcher) => {
      this.watchers.push(watcher);
      this.#look();
      return {
        watch: (filter, after, ring) => void this.asked.push({ filter, after, ring }),
        pause: () => (this.pauses += 1),
        close: () => undefined,
      };
    },
  };

  get last(): Watcher {
    const watcher = this.watchers.at(-1);
    if (watcher === undefined) throw new Error('nobody watches');
    return watcher;
  }

  watching(ring: string, oldest = 1): void {
    this.last.told({ t: 'watching', ring, oldest });
  }

  events(...numbers: readonly number[]): void {
    for (const n of numbers) this.last.told({ t: 'event', event: event(n) });
  }

  /** Resolves when one more socket is opened. */
  async another(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#look = resolve;
    });
  }
}

const event = (n: number): InspectorEvent => ({
  ...{ n, at: 0, session: 'juliet', kind: 'packet', key: 'ping', seq: n },
});

function watch() {
  const sockets = new Sockets();
  const told: (string | number)[] = [];
  const watching = new Watching(sockets.desk as Desk, {
    add: (row: RowContent) => {
      if (row.kind === 'event') told.push(row.event.n);
      else told.push(row.kind === 'gap' ? `gap ${row.count}` : row.kind);
    },
    clear: () => told.splice(0),
    changed: () => undefined,
    signedOut: () => told.push('signed out'),
  });
  watching.start();
  sockets.last.opened();
  sockets.watching('first');
  return { sockets, told, watching };
}

describe('watching a gateway', () => {
  it('goes on after the last event when a socket breaks, and tells what is gone', async () => {
    const { sockets, told, watching } = watch();
    sockets.events(1, 2, 3);
    sockets.last.closed();
    expect(watching.state).toBe('waiting');
    await sockets.another();
    sockets.last.opened();
    expect(sockets.asked.at(-1)).toEqual({ filter: {}, after: 3, ring: 'first' });
    sockets.watching('first', 10);
    sockets.events(10);
    expect(told).toEqual([1, 2, 3, 'gap 6', 10]);
    expect(watching.state).toBe('live');
    watching.stop();
  });

  it('begins anew with a gateway that was started anew, and keeps what there was', async () => {
    const { sockets, told, watching } = watch();
    sockets.events(7);
    sockets.last.closed();
    await sockets.another();
    sockets.last.opened();
    sockets.watching('second');
    sockets.events(1, 2);
    expect(told).toEqual([7, 'anew', 1, 2]);
    expect(watching.ring).toBe('second');
    watching.stop();
  });

  it('forgets what does not fit a new filter, also what is on its way', () => {
    const { sockets, told, watching } = watch();
    sockets.events(1);
    watching.watch({ kind: 'in' });
    expect(sockets.asked.at(-1)).toEqual({ filter: { kind: 'in' }, after: 0, ring: 'first' });
    sockets.events(2);
    expect(told).toEqual([]);
    sockets.watching('first');
    sockets.events(1);
    expect(told).toEqual([1]);
    watching.stop();
  });

  it('is told nothing while it pauses, and goes on where it was', () => {
    const { sockets, told, watching } = watch();
    sockets.events(1);
    watching.pause();
    sockets.events(2); // on its way
    expect([watching.state, sockets.pauses, told]).toEqual(['paused', 1, [1]]);
    watching.resume();
    expect(sockets.asked.at(-1)).toMatchObject({ after: 1 });
    sockets.watching('first');
    sockets.events(2, 3);
    sockets.last.told({ t: 'gap', count: 4 });
    expect(told).toEqual([1, 2, 3, 'gap 4']);
    watching.stop();
  });

  it('says so where it gets no socket, for one is no administrator any more', async () => {
    const { sockets, told, watching } = watch();
    sockets.last.closed();
    await sockets.another();
    sockets.isIn = false;
    sockets.last.closed();
    await new Promise(setImmediate);
    expect(told).toEqual(['signed out']);
    watching.stop();
  });
});
