import { expect, it } from '@jest/globals';
import { byAge } from './ages.js';

it('requests are counted by their age', () => {
  const ages = [0, 999, 1000, 9999, 10_000, 59_999, 60_000, 600_000, 86_400_000];
  const pending = ages.map((ageMs) => ({ id: String(ageMs), session: 'juliet', ageMs }));
  expect(byAge(pending)).toEqual({ 1: 2, 10: 2, 60: 2, 600: 1, more: 2 });
  expect(byAge([])).toEqual({ 1: 0, 10: 0, 60: 0, 600: 0, more: 0 });
});
