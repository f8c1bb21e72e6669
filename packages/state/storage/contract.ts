/** What every storage keeps to: for its tests. */
import type { StateStorage, StoredRow } from './storage.js';

/** What a step saw, and what it had to see. */
export interface Check {
  readonly what: string;
  readonly saw: unknown;
  readonly expected: unknown;
}

const sorted = (rows: readonly StoredRow[]): readonly StoredRow[] =>
  [...rows].sort((one, other) => (one.key < other.key ? -1 : 1));

/**
 * Goes through the contract; it runs in Node and in pages.
 *
 * @param reopen gives the same storage as another page finds it
 */
export async function checkStorage<S extends StateStorage>(
  open: () => S,
  reopen: (before: S) => Promise<StateStorage>,
): Promise<Check[]> {
  const checks: Check[] = [];
  const see = (what: string, saw: unknown, expected: unknown): void => {
    checks.push({ what, saw, expected });
  };
  const one = open();
  see('is empty at first', await one.load(), []);
  const value = { text: 'é', list: [1, 2, { deep: true }] };
  one.put('b', value);
  one.put('a', 'text');
  value.list.push(3);
  one.put('c', 1);
  one.put('c', 2);
  one.put('d', 1);
  one.delete('d');
  one.delete('never there');
  await one.settled();
  const other = await reopen(one);
  const kept = { text: 'é', list: [1, 2, { deep: true }] };
  const rows = [
    { key: 'a', value: 'text' },
    { key: 'b', value: kept },
    { key: 'c', value: 2 },
  ];
  see('keeps what was put, as it was then, and the last word', sorted(await other.load()), rows);
  await other.clear();
  see('is empty when it was cleared', await other.load(), []);
  other.put('e', 1);
  await other.settled();
  see('goes on after that', await other.load(), [{ key: 'e', value: 1 }]);
  return checks;
}
