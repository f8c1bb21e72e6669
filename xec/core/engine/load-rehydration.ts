import type { SessionSnapshot } from '../journal/journal.js';

/** How an engine takes what an earlier owner left: a part that new sessions do without. */
export type Rehydration = Pick<typeof import('./rehydration.js'), 'readFacts' | 'rehydrate'>;

/** What an engine of that snapshot needs; `undefined` where nothing was left. Rejects as `import()` does. */
export const loadRehydration = async (
  snapshot: SessionSnapshot,
): Promise<Rehydration | undefined> => (isNew(snapshot) ? undefined : import('./rehydration.js'));

/** Whether nothing is stored that an engine would have to look through. */
export const isNew = ({ pending, unreadable, facts }: SessionSnapshot): boolean =>
  pending.length === 0 && unreadable.length === 0 && facts.length === 0;
