import { describe, expect, it } from '@jest/globals';
import type { InspectorEvent } from '../desk/index.js';
import { EventLog } from './event-log.js';

const packet = (n: number, key = 'ping'): InspectorEvent => ({
  ...{ n, at: 0, session: 'juliet', kind: 'packet', key, seq: n },
  content: { body: `Number ${n}` },
});
const row = (n: number, key?: string) =>
  ({ kind: 'event', event: packet(n, key), ring: 'r' }) as const;

const numbers = (log: EventLog): number[] =>
  log.rows.flatMap((each) => (each.kind === 'event' ? [each.event.n] : []));

describe('the rows of an inspector', () => {
  it('are as many as are kept, the newest', () => {
    const log = new EventLog(1000);
    for (let n = 1; n <= 100_000; n += 1) log.add(row(n));
    expect(log.size).toBeGreaterThanOrEqual(1000);
    expect(log.size).toBeLessThan(1500);
    expect(numbers(log).at(-1)).toBe(100_000);
    expect(numbers(log)[0]).toBe(100_001 - log.size);
  });

  it('are those that hold a text, also when more come and old ones go', () => {
    const log = new EventLog(1000);
    for (let n = 1; n <= 10; n += 1) log.add(row(n));
    log.search(' NUMBER 1');
    expect(numbers(log)).toEqual([1, 10]);
    log.add(row(11));
    log.add(row(20));
    expect(numbers(log)).toEqual([1, 10, 11]);
    for (let n = 30; n < 1600; n += 1) log.add(row(n));
    expect(numbers(log)[0]).toBeGreaterThanOrEqual(100);
    log.search('');
    expect(log.rows).toHaveLength(log.size);
  });

  it('are told what is missing, whatever is searched for', () => {
    const log = new EventLog();
    log.search('nothing');
    log.add({ kind: 'gap', count: 3 });
    log.add(row(1));
    log.add({ kind: 'anew' });
    expect(log.rows.map(({ kind }) => kind)).toEqual(['gap', 'anew']);
    log.clear();
    expect(log.rows).toEqual([]);
  });
});
