import { describe, expect, it } from '@jest/globals';
import { RequestError, type SourceRequestOptions } from '@xec/packet-source';
import type { TaskWish } from '../begin-task.js';
import { requestTask } from './request-task.js';
import { Tasks } from './tasks.js';

function clocked() {
  const clock = { now: 1000 };
  return { clock, tasks: new Tasks(() => clock.now) };
}

describe('long work', () => {
  it('has a rate, and a rest where the total is known', () => {
    const { clock, tasks } = clocked();
    const upload = tasks.begin({ kind: 'upload', name: 'tomb.png', unit: 'bytes', total: 1000 });
    expect(tasks.all).toEqual([
      { id: 1, kind: 'upload', name: 'tomb.png', unit: 'bytes', total: 1000, done: 0 },
    ]);
    clock.now += 2000;
    upload.progress(200);
    expect(tasks.all[0]).toMatchObject({ done: 200, rate: 100, restMs: 8000 });
    const archive = tasks.begin({ kind: 'archive', name: 'Romeo' });
    clock.now += 1000;
    archive.progress(50);
    expect(tasks.all[0]).toMatchObject({ name: 'Romeo', rate: 50 });
    expect(tasks.all[0]).not.toHaveProperty('restMs');
    archive.progress(60, 160);
    expect(tasks.all[0]).toMatchObject({ total: 160 });
  });

  it('is as fast as it was lately', () => {
    const { clock, tasks } = clocked();
    const upload = tasks.begin({ kind: 'upload', name: 'a', total: 100_000 });
    for (let i = 1; i <= 20; i += 1) {
      clock.now += 1000;
      upload.progress(i <= 10 ? i * 1000 : 10_000 + (i - 10) * 10);
    }
    expect(tasks.all[0]?.rate).toBeCloseTo(10, 0);
  });

  it('ends once', () => {
    const { tasks } = clocked();
    const upload = tasks.begin({ kind: 'upload', name: 'a' });
    upload.fail('resource-constraint');
    upload.succeed();
    upload.progress(7);
    expect(tasks.all[0]).toMatchObject({
      end: 'failed',
      condition: 'resource-constraint',
      done: 0,
    });
    expect(tasks.running).toEqual([]);
    tasks.clear();
    expect(tasks.all).toEqual([]);
  });

  it('is given up where its doer lets one', () => {
    const { tasks } = clocked();
    let cancelled = 0;
    tasks.begin({ kind: 'upload', name: 'a', cancel: () => (cancelled += 1) });
    tasks.begin({ kind: 'join', name: 'b' });
    tasks.cancel(1);
    tasks.cancel(1);
    tasks.cancel(2);
    expect(cancelled).toBe(1);
    expect(tasks.all.map(({ end }) => end)).toEqual([undefined, 'cancelled']);
  });

  it('may be a request: how far it is, and how to take it back', async () => {
    const { tasks } = clocked();
    const from = new EventTarget();
    from.addEventListener('xec-task', (event) => {
      const { detail } = event as CustomEvent<TaskWish>; // the house's own event
      detail.handle = tasks.begin(detail.options);
    });
    const source = {
      request: (_action: string, _params?: unknown, options: SourceRequestOptions = {}) =>
        new Promise<unknown>((_resolve, reject) => {
          options.onProgress?.({ done: 3, total: 9 });
          options.onProgress?.('nonsense');
          options.signal?.addEventListener('abort', () => reject(new RequestError('cancelled')));
        }),
    };
    const wish = { kind: 'other', name: 'Tides', action: 'Tides/Get' } as const;
    const ended = requestTask(from, source, wish);
    expect(tasks.all).toMatchObject([{ name: 'Tides', done: 3, total: 9 }]);
    tasks.cancel(1);
    await expect(ended).rejects.toMatchObject({ condition: 'cancelled' });
    expect(tasks.all[0]?.end).toBe('cancelled');
  });

  it('tells who listens, and is not kept without end', () => {
    const { tasks } = clocked();
    let calls = 0;
    const undo = tasks.onChange(() => (calls += 1));
    tasks.begin({ kind: 'other', name: 'first' }).succeed();
    undo();
    for (let i = 0; i < 80; i += 1) tasks.begin({ kind: 'other', name: `${i}` });
    expect(calls).toBe(2);
    expect(tasks.all).toHaveLength(50);
    expect(tasks.all[0]?.name).toBe('79');
  });
});
