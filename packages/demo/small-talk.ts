/** What Friar Laurence has to say. */

interface Topic {
  readonly about: RegExp;
  readonly says: readonly string[];
}

const topics: readonly Topic[] = [
  {
    about: /\b(hello|hi|hey|good (morning|day|evening)|hallo)\b/i,
    says: ['Good morrow! What early tongue so sweet saluteth me?', 'Benedicite! Well met.'],
  },
  {
    about: /\b(bye|goodbye|farewell|good night)\b/i,
    says: ['Go in peace. I shall be among my herbs.', 'Farewell – wisely and slow!'],
  },
  { about: /\b(thanks|thank you|thx)\b/i, says: ['You are most welcome.', 'It was nothing.'] },
  {
    about: /\b(love|marry|wedding)\b/i,
    says: ['Therefore love moderately; long love doth so.', 'Ah, love. Come to my cell at noon.'],
  },
  {
    about: /\b(news|post|feed)\b/i,
    says: ['I have just posted some. Look at my feed.', 'There is something new in my feed.'],
  },
  {
    about: /\b(hurry|quick|fast|now|late)\b/i,
    says: ['Wisely and slow. They stumble that run fast.'],
  },
  {
    about: /\?\s*$/,
    says: [
      'A fair question. The herbs have no answer, but they smell lovely.',
      'I should ask the bees. What do you think yourself?',
    ],
  },
];

const otherwise: readonly string[] = [
  'Tell me more while I fill this basket.',
  'I hear you, and I shall think of it over the rosemary.',
];

/**
 * The answer to the `count`-th message of somebody: to what it is about, else what was said, given
 * back kindly.
 */
export function smallTalk(text: string, count: number): string {
  const says = topics.find(({ about }) => about.test(text))?.says;
  if (says !== undefined) return says[count % says.length] ?? '';
  const words = text.trim().replace(/\s+/g, ' ');
  const echo = words.length > 80 ? `${words.slice(0, 79)}…` : words;
  return `“${echo}”, you say? ${otherwise[count % otherwise.length] ?? ''}`;
}

/** Whether somebody asks for something new. */
export const wantsNews = (text: string): boolean => /\b(news|post|feed)\b/i.test(text);

/** What the friar feels about a message; mostly nothing. */
export function reactionTo(text: string): string | undefined {
  if (/\b(thanks|thank you|thx)\b/i.test(text)) return '❤️';
  if (/\b(love|marry|wedding)\b/i.test(text)) return '🌹';
  return /\b(joke|fun|haha)\b/i.test(text) ? '😄' : undefined;
}
