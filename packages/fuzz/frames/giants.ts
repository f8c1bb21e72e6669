/**
 * Frames at the borders of what a frame may cost, on both sides of them.
 */
import { defaultParseLimits } from '@xec/stanza';
import type { Random } from '@xec/testing/random';

/** A frame that is about as large, in one way, as one may be. */
export function giant(random: Random): string {
  return random.pick(random.chance(0.1) ? LARGE : SMALL)(random);
}

const near = (limit: number, random: Random): number => limit + random.between(-2, 2);

type Maker = (random: Random) => string;

const { maxDepth, maxAttributes, maxElements, maxNameBytes, maxBytes } = defaultParseLimits;

const SMALL: readonly Maker[] = [
  (random) => {
    const depth = near(maxDepth, random);
    return '<a>'.repeat(depth) + '</a>'.repeat(depth);
  },
  (random) => {
    const count = near(maxAttributes, random);
    return `<a${Array.from({ length: count }, (_, at) => ` b${at}=''`).join('')}/>`;
  },
  (random) => {
    const count = near(maxAttributes, random);
    return `<a${Array.from({ length: count }, (_, at) => ` xmlns:b${at}='u'`).join('')}/>`;
  },
  (random) => `<${'é'.repeat(near(maxNameBytes / 2, random))}/>`,
  (random) => `<a ${'b'.repeat(near(maxNameBytes, random))}=''/>`,
];

const LARGE: readonly Maker[] = [
  (random) => `<a>${'<b/>'.repeat(near(maxElements, random) - 1)}</a>`,
  (random) => `<a>${'x'.repeat(near(maxBytes, random) - 7)}</a>`,
  (random) => `<a b='${'€'.repeat(Math.floor(near(maxBytes, random) / 3))}'/>`,
  (random) => `<a>${'&amp;'.repeat(Math.floor(near(maxBytes, random) / 5) - 2)}</a>`,
  () => '<a>'.repeat(100_000),
  () => `<a ${"b='' ".repeat(100_000)}/>`,
];
