import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

describe('chance', () => {
  it('is the same for the same seed and purpose, and another one for others', () => {
    const draw = (seed: number, purpose: string): number[] => {
      const random = Random.of(seed, purpose);
      return Array.from({ length: 5 }, () => random.between(0, 1_000_000));
    };
    expect(draw(1, 'faults')).toEqual(draw(1, 'faults'));
    expect(draw(1, 'faults')).not.toEqual(draw(2, 'faults'));
    expect(draw(1, 'faults')).not.toEqual(draw(1, 'points'));
  });

  it('picks as often as the weights say', () => {
    const random = new Random(7);
    const picked = Array.from({ length: 4000 }, () =>
      random.weighted([
        [3, 'often'],
        [1, 'seldom'],
      ]),
    );
    const often = picked.filter((word) => word === 'often').length;
    expect(often).toBeGreaterThan(2850);
    expect(often).toBeLessThan(3150);
  });

  it('keeps everything when it shuffles', () => {
    const shuffled = new Random(3).shuffled([1, 2, 3, 4, 5, 6]);
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shuffled).not.toEqual([1, 2, 3, 4, 5, 6]);
  });
});
