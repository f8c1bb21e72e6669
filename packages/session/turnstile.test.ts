import { expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { Turnstile } from './turnstile.js';

it('44 a turnstile lets through so many within a second, and the first at once', () => {
  const runtime = new TestRuntime();
  const turnstile = new Turnstile(runtime, 4);
  expect(Array.from({ length: 6 }, () => turnstile.turn())).toEqual([0, 250, 500, 750, 1000, 1250]);
  runtime.advance(1000);
  expect(turnstile.turn()).toBe(500);
  runtime.advance(10_000);
  expect([turnstile.turn(), turnstile.turn()]).toEqual([0, 250]);
});
