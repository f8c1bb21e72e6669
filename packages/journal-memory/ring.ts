/** What the rings of a session share. */

/** So many places there are at first, and twice as many each time that they do not suffice: powers of two. */
export const FIRST_PLACES = 8;

/** Sessions that have kept nothing yet have one empty list. Nothing is added to it. */
export const none: never[] = [];

/** A full ring from its first place on, with room behind it. */
export function inOrder<T>(ring: readonly T[], first: number, places: number): T[] {
  const list = [...ring.slice(first), ...ring.slice(0, first)];
  list.length = places;
  return list;
}
