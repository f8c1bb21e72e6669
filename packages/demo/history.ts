/** What Juliet and the friar said to each other before anybody opened the page. */
import type { PastMessage } from '@xec/devserver';

/** How many messages there are: enough that nobody loads them all at once. */
const COUNT = 2000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const openings: readonly string[] = [
  'Good morrow, father.',
  'Are you among your herbs?',
  'Father, a word, if you have the time.',
  'Is it noon already?',
  'The lark was up before me today.',
];
const greetings: readonly string[] = [
  'Good morrow, child. The basket is half full.',
  'Benedicite! What early tongue is this?',
  'Come in, the door is open.',
  'I was just thinking of you.',
];
const subjects: readonly string[] = [
  ...['the rosemary', 'the nurse', 'the orchard wall', 'the bees', 'my cousin', 'the prince'],
  ...['the letter to Mantua', 'the moon', 'the market', 'the old chapel', 'that song', 'the ball'],
];
const sayings: readonly ((subject: string) => string)[] = [
  (subject) => `I cannot stop thinking of ${subject}.`,
  (subject) => `Did you hear about ${subject}?`,
  (subject) => `Tell me what you make of ${subject}.`,
  (subject) => `Everybody in Verona talks of ${subject}, and nobody knows a thing.`,
  (subject) => `I dreamt of ${subject} again.`,
  (subject) => `What would you do about ${subject}, were you me?`,
];
const answers: readonly ((subject: string) => string)[] = [
  () => 'Wisely and slow. They stumble that run fast.',
  (subject) => `Of ${subject} I know little, and of patience a great deal.`,
  () => 'Ha! That is just what your nurse says.',
  (subject) => `Let ${subject} be for a day, and look again tomorrow.`,
  () => 'Within the infant rind of this weak flower\npoison hath residence, and medicine power.',
  (subject) => `I asked the bees about ${subject}. They went on working, which is an answer.`,
  () => 'Yes.',
  () => '🙂',
];
const closings: readonly string[] = [
  'I must go, they are calling.',
  'Thank you, father.',
  'Until tomorrow then.',
  'Good night!',
];

/**
 * Small talk, the same for the same `seed`: some talks a day, for some weeks, the last of them
 * yesterday.
 *
 * @param now milliseconds since 1970
 */
export function makeHistory(now: number, seed = 1597, count = COUNT): PastMessage[] {
  const random = randomFrom(seed);
  const lines: { isJuliet: boolean; body: string; pause: number }[] = [];
  while (lines.length < count) lines.push(...talk(random));
  lines.length = count;
  // Backwards from yesterday, so that the last one is never ahead of us.
  let at = now - DAY;
  const messages: PastMessage[] = [];
  for (const [index, { isJuliet, body, pause }] of [...lines.entries()].reverse()) {
    const [from, to] = isJuliet ? ['juliet', 'friar'] : ['friar', 'juliet'];
    messages.push({ from, to, body, at, id: `verona-${String(seed)}-${String(index)}` });
    at -= pause;
  }
  return messages.reverse();
}

/** One talk: `pause` is how long after the line before it each one was said. */
function* talk(
  random: () => number,
): Generator<{ isJuliet: boolean; body: string; pause: number }> {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T =>
    list[Math.floor(random() * list.length)] as T; // none of the lists is empty
  const soon = (): number => Math.round((0.2 + 3 * random()) * MINUTE);
  yield { isJuliet: true, body: pick(openings), pause: Math.round((0.1 + random() / 2) * DAY) };
  yield { isJuliet: false, body: pick(greetings), pause: soon() };
  const rounds = 2 + Math.floor(random() * 6);
  for (let round = 0; round < rounds; round += 1) {
    const subject = pick(subjects);
    yield { isJuliet: true, body: pick(sayings)(subject), pause: soon() };
    yield { isJuliet: false, body: pick(answers)(subject), pause: soon() };
    if (random() < 0.3) yield { isJuliet: false, body: pick(answers)(subject), pause: soon() };
  }
  yield { isJuliet: true, body: pick(closings), pause: soon() };
}

/** Numbers from 0 to 1 that look random, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
