import { describe, expect, it } from '@jest/globals';
import { makeHistory } from './history.js';

const now = Date.UTC(2026, 10, 27);
const history = makeHistory(now);

describe('what Juliet and the friar said before', () => {
  it('is 2,000 messages, in order of time, none of them of today', () => {
    expect(history).toHaveLength(2000);
    for (const [index, { at }] of history.entries()) {
      expect(at).toBeGreaterThanOrEqual(history[index - 1]?.at ?? 0);
    }
    expect(history.at(-1)?.at).toBe(now - 24 * 60 * 60 * 1000);
    expect(history[0]?.at).toBeGreaterThan(Date.UTC(2026, 6, 1));
  });

  it('is the same every time, and another one for another seed', () => {
    expect(makeHistory(now)).toEqual(history);
    expect(makeHistory(now, 2).map(({ body }) => body)).not.toEqual(
      history.map(({ body }) => body),
    );
  });

  it('has ids that stay when the day has another date', () => {
    const ids = history.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2000);
    expect(makeHistory(now + 1e9).map(({ id }) => id)).toEqual(ids);
  });

  it('is said by both, with something in each line', () => {
    const by = (name: string): number => history.filter(({ from }) => from === name).length;
    expect(by('juliet')).toBeGreaterThan(700);
    expect(by('friar')).toBeGreaterThan(700);
    expect(history.every(({ body }) => body.trim() !== '')).toBe(true);
  });
});
