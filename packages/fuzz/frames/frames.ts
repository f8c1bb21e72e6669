/**
 * Frames for the parser: some as they were recorded, most of them changed, some made up.
 */
import { write } from '@xec/stanza';
import type { Random } from '@xec/testing/random';
import type { Corpus } from './corpus.js';
import { giant } from './giants.js';
import { document } from './grammar.js';
import { mutateText, anyCharacter } from './mutate-text.js';
import { mutateTree } from './mutate-tree.js';
import { MARKUP } from './words.js';

type Maker = (corpus: Corpus, random: Random) => string;

/** How often which, in ten thousands. */
const MAKERS: readonly (readonly [weight: number, maker: Maker])[] = [
  [300, ({ frames }, random) => random.pick(frames)],
  [2900, ({ frames }, random) => mutateText(random.pick(frames), random.pick(frames), random)],
  [1500, ({ stanzas, parts }, random) => write(mutateTree(random.pick(stanzas), parts, random))],
  [2500, (_corpus, random) => document(random)],
  [1000, (_corpus, random) => mutateText(document(random), document(random), random)],
  [1500, (_corpus, random) => heap(MARKUP, random)],
  [290, (_corpus, random) => Array.from({ length: 60 }, () => anyCharacter(random)).join('')],
  [10, (_corpus, random) => giant(random)],
];

/** One frame, of any kind. */
export const anyFrame: Maker = (corpus, random) => random.weighted(MAKERS)(corpus, random);

/** Pieces, often a single one, in an element that binds what they use, in its tag, or around it. */
function heap(pieces: readonly string[], random: Random): string {
  const count = random.chance(0.5) ? 1 : random.between(2, 5);
  const chosen = Array.from({ length: count }, () => random.pick(pieces)).join('');
  const [before, tag, content, after] = random.shuffled([chosen, '', '', '']);
  return `${before}<a xmlns:p='u'${tag}>${content}</a>${after}`;
}
