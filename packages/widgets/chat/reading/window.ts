/**
 * Which rows stand on the page: some around what is seen. A conversation of thousands is as quick as a
 * short one then.
 */

/** How many rows stand there: more than any screen has beside what is near its edges. */
export const WINDOW_ROWS = 120;
/** How many come and go when somebody scrolls near an edge. */
const SHIFT_ROWS = 10;
/** So near to an edge rows come, in pixels. */
const NEAR_EDGE = 600;

interface Keyed {
  readonly key: string;
}

/** A part of a list, held at its first row: what is put before that moves nothing. */
export class RowWindow {
  /** The first row's key; none: the last rows of all. */
  #first: string | undefined = undefined;

  /** Whether it follows the end. */
  get isAtEnd(): boolean {
    return this.#first === undefined;
  }

  /** Where it begins. */
  start(rows: readonly Keyed[]): number {
    const end = Math.max(0, rows.length - WINDOW_ROWS);
    if (this.#first === undefined) return end;
    const at = rows.findIndex(({ key }) => key === this.#first);
    return at === -1 ? end : at;
  }

  toEnd(): void {
    this.#first = undefined;
  }

  /** Stays where it is, whatever comes at the end. */
  hold(rows: readonly Keyed[]): void {
    this.#first ??= rows[this.start(rows)]?.key;
  }

  /** Puts the row in the middle. */
  around(rows: readonly Keyed[], key: string): void {
    const at = rows.findIndex((row) => row.key === key);
    if (at !== -1) this.#first = rows[Math.max(0, at - WINDOW_ROWS / 2)]?.key;
  }

  /** Moves up where what is seen is near the beginning. @returns whether it moved */
  followUp(rows: readonly Keyed[], log: Element): boolean {
    const start = this.start(rows);
    if (log.scrollTop >= NEAR_EDGE || start === 0) return false;
    this.#first = rows[Math.max(0, start - SHIFT_ROWS)]?.key;
    return true;
  }

  /** Moves on where somebody scrolled near an edge. @returns whether it moved */
  follow(rows: readonly Keyed[], log: Element): boolean {
    if (this.followUp(rows, log)) return true;
    const start = this.start(rows);
    const below = log.scrollHeight - log.scrollTop - log.clientHeight;
    const isEnd = start + WINDOW_ROWS >= rows.length;
    if (below >= NEAR_EDGE || isEnd) return false;
    this.#first = rows[Math.min(rows.length - WINDOW_ROWS, start + SHIFT_ROWS)]?.key;
    return true;
  }
}
