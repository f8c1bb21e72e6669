import { describe, expect, it } from '@jest/globals';
import { RowWindow, WINDOW_ROWS } from './window.js';

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ key: `${from + at}` }));
const log = (scrollTop: number) =>
  ({ scrollTop, scrollHeight: 6000, clientHeight: 600 }) as Element; // all that is looked at
const first = (window: RowWindow, all: readonly { key: string }[]) => all[window.start(all)]?.key;

describe('the rows that stand on the page', () => {
  it('are all of a short conversation, and the last of a long one', () => {
    const window = new RowWindow();
    expect(window.start(rows(0, 10))).toBe(0);
    expect(window.start(rows(0, 1000))).toBe(1000 - WINDOW_ROWS);
  });

  it('stay the same when older ones are loaded and new ones come', () => {
    const window = new RowWindow();
    window.hold(rows(0, 500));
    expect(first(window, rows(0, 500))).toBe('380');
    expect(first(window, rows(-50, 600))).toBe('380');
  });

  it('move where somebody scrolls near an edge, and no further than there are rows', () => {
    const window = new RowWindow();
    const all = rows(0, 500);
    window.hold(all);
    expect(window.follow(all, log(3000))).toBe(false);
    expect(window.follow(all, log(5300))).toBe(false);
    expect(window.follow(all, log(10))).toBe(true);
    expect(first(window, all)).toBe('370');
    expect(window.follow(all, log(5300))).toBe(true);
    expect(first(window, all)).toBe('380');
    expect(window.follow(all, log(5300))).toBe(false);
    for (let turn = 0; turn < 40; turn += 1) window.follow(all, log(10));
    expect(first(window, all)).toBe('0');
    expect(window.follow(all, log(10))).toBe(false);
  });

  it('are those around a message that somebody goes to', () => {
    const window = new RowWindow();
    const all = rows(0, 500);
    window.around(all, '150');
    expect(first(window, all)).toBe('90');
    window.toEnd();
    expect(first(window, all)).toBe('380');
  });
});
