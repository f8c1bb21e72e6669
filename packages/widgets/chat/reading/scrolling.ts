/**
 * Keeps what is read where it is: at the end while one reads along, else at the line that is at the top,
 * whatever comes above it.
 */

/** So near to the end one reads along, in pixels. */
const NEAR = 48;

/** A line, and how far below the top of the log it is, in pixels. */
export interface Place {
  readonly key: string;
  readonly offset: number;
}

/** Whether the end of what stands there is seen. */
export const isAtBottom = (log: Element): boolean =>
  log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

/** The first line that is seen. */
export function placeIn(log: Element): Place | undefined {
  const top = log.getBoundingClientRect().top;
  const rows = log.querySelectorAll<HTMLElement>('[data-key]');
  // They stand one below the other: half of the rest is looked at no more, each time.
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = rows[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom <= top) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  const key = row?.dataset.key;
  if (row === undefined || key === undefined) return undefined;
  return { key, offset: row.getBoundingClientRect().top - top };
}

/** Scrolls so that a line is where it was. @returns whether it is there */
export function goTo(log: Element, { key, offset }: Place): boolean {
  const row = rowOf(log, key);
  if (row === undefined) return false;
  const now = row.getBoundingClientRect().top - log.getBoundingClientRect().top;
  if (Math.abs(now - offset) >= 1) log.scrollTop += now - offset;
  return true;
}

/** The row of a key. */
export const rowOf = (log: Element, key: string): HTMLElement | undefined =>
  log.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? undefined;
