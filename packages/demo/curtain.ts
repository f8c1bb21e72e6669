/** How the play begins. */
import type { Person } from '@xec/gateway';
import { keepBookmarks, openBalcony, standOnBalcony } from './balcony.js';
import { startBot, type BotPace } from './bot.js';
import { comment, publishFeed } from './feed.js';

/** Who is on stage. */
export interface Ensemble {
  readonly friar: Person;
  readonly angelica: Person;
  /** Whom visitors of the page are. */
  readonly visited: readonly Person[];
}

/**
 * Connects everybody, and lets them do what they do by themselves.
 *
 * @returns a function that ends what they do
 */
export async function raiseCurtain(
  { friar, angelica, visited }: Ensemble,
  pace: BotPace | undefined,
): Promise<() => void> {
  await friar.client.connect();
  // Others may have been in the room before they were stopped: it must not be theirs.
  await openBalcony(friar.client, 'Friar');
  await Promise.all([angelica, ...visited].map(({ client }) => client.connect()));
  const stops = [
    startBot(friar.client, pace),
    standOnBalcony(angelica.client, 'Nurse', 'Anon, anon! I hear you.'),
    ...visited.map(({ client, name }) => keepBookmarks(client, name)),
  ];
  void decorate(friar, angelica);
  return () => {
    for (const stop of stops) stop();
  };
}

/** What nobody has to wait for. */
async function decorate(friar: Person, { client }: Person): Promise<void> {
  await publishFeed(friar.client);
  await comment(client, {
    id: 'nurse-on-fig',
    post: 'fig',
    text: 'Keep one for my lady, father.',
    name: 'Angelica, the nurse',
  });
}
