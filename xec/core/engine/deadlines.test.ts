import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing/rooms';
import { Deadlines, Expiring } from './deadlines.js';
import type { Runtime } from '../runtime.js';

/** Counts the timers that run. */
class CountedRuntime extends TestRuntime implements Runtime {
  running = 0;
  started = 0;
  longestMs = 0;
  /** Time that passed while nothing ran. */
  sleptMs = 0;

  override monotonic(): number {
    return super.monotonic() + this.sleptMs;
  }

  override later(ms: number, run: () => void): () => void {
    this.running += 1;
    this.started += 1;
    this.longestMs = Math.max(this.longestMs, ms);
    let isRunning = true;
    const end = (): void => {
      if (isRunning) this.running -= 1;
      isRunning = false;
    };
    const undo = super.later(ms, () => {
      end();
      run();
    });
    return () => {
      end();
      undo();
    };
  }
}

class Named extends Expiring {
  constructor(override readonly expire: () => void) {
    super();
  }
}

function open() {
  const runtime = new CountedRuntime();
  const deadlines = new Deadlines(runtime, 100);
  const start = runtime.monotonic();
  const expired: { name: string; at: number }[] = [];
  const wait = (name: string, ms: number, then?: () => void): Expiring => {
    const item = new Named(() => {
      expired.push({ name, at: runtime.monotonic() - start });
      then?.();
    });
    deadlines.add(item, ms);
    return item;
  };
  return { runtime, deadlines, expired, wait, names: () => expired.map(({ name }) => name) };
}

/** When in a step it begins. */
const phases = [0, 1, 2, 33, 50, 99];

describe('deadlines', () => {
  it.each([0, 1, 30, 99, 100, 101, 150, 200, 999, 1000, 60_000])(
    'expires after %i ms: never early, and at most a step late',
    (ms) => {
      for (const phase of phases) {
        for (const timerRuns of [true, false]) {
          const { runtime, expired, wait } = open();
          runtime.advance(phase);
          if (timerRuns) wait('far away', 100_000);
          runtime.advance(98);
          wait('one', ms);
          runtime.advance(ms + 300);
          const took = (expired[0]?.at ?? NaN) - phase - 98;
          expect(took).toBeGreaterThanOrEqual(ms);
          expect(took).toBeLessThanOrEqual(ms + 100);
        }
      }
    },
  );

  it('expires in the order of the times, each once', () => {
    const { runtime, wait, names } = open();
    wait('third', 5000);
    wait('first', 10);
    wait('second', 700);
    runtime.advance(20_000);
    expect(names()).toEqual(['first', 'second', 'third']);
  });

  it('keeps the order after a sleep in which no timer ran', () => {
    const { runtime, wait, names } = open();
    for (const ms of [900, 100, 500, 300]) wait(String(ms), ms);
    runtime.sleptMs = 3_600_000;
    runtime.advance(200);
    expect(names()).toEqual(['100', '300', '500', '900']);
  });

  it('does not expire what was removed', () => {
    const { runtime, deadlines, wait, names } = open();
    const removed = wait('removed', 500);
    wait('kept', 500);
    deadlines.remove(removed);
    deadlines.remove(removed);
    runtime.advance(1000);
    expect(names()).toEqual(['kept']);
  });

  it('runs one timer for all, and none when nothing waits', () => {
    const { runtime, deadlines, wait } = open();
    expect(runtime.running).toBe(0);
    const items = Array.from({ length: 1000 }, (_, index) => wait('item', index * 60));
    expect(runtime.running).toBe(1);
    for (const item of items) deadlines.remove(item);
    expect(runtime.running).toBe(0);
    wait('last', 10);
    expect(runtime.running).toBe(1);
    runtime.advance(1000);
    expect(runtime.running).toBe(0);
  });

  it('sleeps until the first of them, also where a sooner one comes', () => {
    const { runtime, deadlines, wait, names } = open();
    wait('late', 30_000);
    const sooner = wait('sooner', 10_000);
    wait('soonest', 1000);
    expect(runtime.started).toBe(3);
    runtime.advance(2000);
    deadlines.remove(sooner);
    runtime.advance(40_000);
    expect(names()).toEqual(['soonest', 'late']);
    // One for what was removed: to look for the first of those that are left is for the timer alone.
    expect(runtime.started).toBe(5);
  });

  it('waits for longer than a timer can', () => {
    const { runtime, wait, names } = open();
    wait('in 50 days', 50 * 86_400_000);
    runtime.advance(49 * 86_400_000);
    expect(runtime.longestMs).toBeLessThan(2 ** 31);
    expect(names()).toEqual([]);
    runtime.advance(86_400_100);
    expect(names()).toEqual(['in 50 days']);
  });

  it('lets what expires take out others, the last one too', () => {
    const { runtime, deadlines, wait, names } = open();
    const sameStep = wait('same step', 60);
    const later = wait('later', 5000);
    deadlines.remove(sameStep);
    wait('first', 50, () => {
      deadlines.remove(other);
      deadlines.remove(later);
    });
    const other = wait('other', 50);
    runtime.advance(10_000);
    expect(names()).toEqual(['first']);
    expect(runtime.running).toBe(0);
  });

  it('lets what expires wait again', () => {
    const { runtime, expired, wait } = open();
    wait('once', 50, () => wait('again', 50));
    runtime.advance(1000);
    expect(expired.map(({ name }) => name)).toEqual(['once', 'again']);
    expect(runtime.running).toBe(0);
  });

  it('goes on after one that throws', () => {
    const { runtime, wait, names } = open();
    wait('throws', 50, () => {
      throw new Error('planted');
    });
    wait('same step', 50);
    wait('later', 500);
    expect(() => {
      runtime.advance(100);
    }).toThrow('planted');
    runtime.advance(1000);
    expect(names()).toEqual(['throws', 'same step', 'later']);
  });
});
