import { expect, it } from '@jest/globals';
import { slopeOf } from './slope.js';

it('is the share by which a line rises, whatever jumps about it', () => {
  expect(slopeOf([5, 5, 5, 5])).toBe(0);
  expect(slopeOf([95, 100, 105])).toBeCloseTo(0.1);
  expect(slopeOf([105, 100, 95])).toBeCloseTo(-0.1);
  expect(slopeOf([100, 110, 100, 110, 100])).toBeCloseTo(0);
});

it('is nothing where there is no line', () => {
  expect(slopeOf([])).toBe(0);
  expect(slopeOf([3])).toBe(0);
});
