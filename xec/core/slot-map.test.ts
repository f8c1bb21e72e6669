import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SlotMap } from './slot-map.js';

const key = fc.integer({ min: 0, max: 100 });
const steps = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.record({ what: fc.constant('set'), key, text: fc.string() }) },
    { weight: 9, arbitrary: fc.record({ what: fc.constant('take'), key }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('clear') }) },
  ),
  { maxLength: 400 },
);

describe('a slot map', () => {
  it('holds what a Map holds, in its order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const map = new SlotMap<number, { readonly text: string }>();
        const model = new Map<number, { readonly text: string }>();
        for (const step of all) {
          if (step.what === 'set') {
            const value = { text: step.text };
            map.set(step.key, value);
            model.set(step.key, value);
          } else if (step.what === 'take') {
            expect(map.take(step.key)).toBe(model.get(step.key));
            model.delete(step.key);
          } else {
            map.clear();
            model.clear();
          }
          expect(map.size).toBe(model.size);
        }
        for (let each = 0; each <= 100; each += 1) {
          expect(map.get(each)).toBe(model.get(each));
        }
        expect([...map.keys()]).toEqual([...model.keys()]);
        expect([...map.values()]).toEqual([...model.values()]);
        expect([...map.entries()]).toEqual([...model.entries()]);
      }),
    );
  });

  it('shares nothing with another one', () => {
    const [one, other] = [new SlotMap<string, object>(), new SlotMap<string, object>()];
    one.set('a', { of: 'one' });
    one.take('a');
    one.set('b', { of: 'one' });
    expect([other.size, other.get('a'), [...other.values()]]).toEqual([0, undefined, []]);
    other.set('a', { of: 'other' });
    expect(one.get('a')).toBeUndefined();
    expect(one.get('b')).toEqual({ of: 'one' });
  });
});
