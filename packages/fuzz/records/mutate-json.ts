/**
 * Changes to a stored record: as JSON, and as the text of it.
 */
import type { Random } from '@xec/testing/random';
import { mutateText } from '../frames/mutate-text.js';
import { VALUES } from '../frames/words.js';

type Json = unknown;

const ODD: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => 0.5,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => [],
  () => ({}),
  () => [[[[[]]]]],
  (): Json =>
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}'),
  (): Json => JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  () => 'x'.repeat(5000),
];

/** `record` as text, with changes; sometimes no JSON any more. */
export function mutateRecord(record: Json, other: Json, random: Random): string {
  const text = JSON.stringify(record);
  if (random.chance(0.1)) return text;
  if (random.chance(0.25)) return mutateText(text, JSON.stringify(other), random);
  const copy: Json = JSON.parse(text);
  for (let left = random.between(1, 3); left > 0; left -= 1) change(copy, other, random);
  return JSON.stringify(copy);
}

/** Changes one member of `root` or of something in it. */
function change(root: Json, other: Json, random: Random): void {
  let place = root;
  for (;;) {
    if (typeof place !== 'object' || place === null) return;
    const members = place as Record<string, Json>; // arrays have their indexes
    const names = Object.keys(members);
    if (names.length === 0 || random.chance(0.1)) {
      members[random.pick(VALUES)] = odd(other, random);
      return;
    }
    const name = random.pick(names);
    const value = members[name];
    const isLeaf = typeof value !== 'object' || value === null;
    if (isLeaf || random.chance(0.3)) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a member by its name
      if (random.chance(0.25)) delete members[name];
      else members[name] = odd(other, random);
      return;
    }
    place = value;
  }
}

function odd(other: Json, random: Random): Json {
  const which = random.next();
  if (which < 0.4) return random.pick(VALUES);
  if (which < 0.8) return random.pick(ODD)();
  // A member of another record, which may have the right shape in the wrong place.
  if (typeof other !== 'object' || other === null) return other;
  return structuredClone(random.pick(Object.entries(other))[1]);
}
