/** Adds to a map that keeps `most` entries: the one that was added or changed the longest ago goes. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  dropOldest(map, most);
}

/** The same for a set. */
export function addBounded<T>(set: Set<T>, value: T, most: number): void {
  set.delete(value);
  set.add(value);
  dropOldest(set, most);
}

function dropOldest(all: Map<unknown, unknown> | Set<unknown>, most: number): void {
  const [oldest] = all.keys();
  if (all.size > most) all.delete(oldest);
}
