/**
 * Where one reads in a conversation: at its end, or at a line that stays where it is; and which rows stand
 * there for it.
 */
import type { Row } from '@xec/state';
import { keyOf } from '../lines/rows.js';
import { goTo, isAtBottom, placeIn, type Place } from './scrolling.js';
import { Sizes } from './sizes.js';
import { RowWindow, WINDOW_ROWS } from './window.js';

/** How many conversations' places are remembered. */
const MOST_PLACES = 100;

interface Keyed {
  readonly rows: readonly Row[];
  readonly keys: readonly { readonly key: string }[];
}

export class Reading {
  isAtEnd = true;
  #place: Place | undefined = undefined;
  /** How far down the end was: whoever scrolls up is above that. */
  #endTop = 0;
  /** Who was at the end is there again when something has another size. */
  readonly #sizes = new Sizes((log) => {
    if (this.isAtEnd) this.#goToEnd(log);
  });
  readonly #window = new RowWindow();
  #keyed: Keyed = { rows: [], keys: [] };
  /** Where one was in other conversations. */
  readonly #places = new Map<string, Place | undefined>();

  /** @param rows all rows of the conversation that is shown */
  constructor(private readonly rows: () => readonly Row[]) {}

  /** How many rows are before those that stand there. */
  get start(): number {
    return this.#window.start(this.#keys);
  }

  /** Goes from one conversation to another, to where one was in that. */
  change(from: string, to: string, log: Element | null): void {
    this.#places.delete(from);
    this.#places.set(from, this.isAtEnd || log === null ? undefined : placeIn(log));
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST_PLACES && oldest !== undefined) this.#places.delete(oldest);
    this.#place = this.#places.get(to);
    this.isAtEnd = this.#place === undefined;
    this.#window.toEnd();
  }

  /** The rows of that conversation are there: those around where one was stand there. */
  begin(): void {
    if (this.#place !== undefined) this.#window.around(this.#keys, this.#place.key);
  }

  /** Before rows change: remembers the line that one reads. */
  remember(log: Element): void {
    this.#place = this.isAtEnd ? undefined : placeIn(log);
  }

  /** After rows changed: the line that one reads is where it was. @returns whether more rows are to come */
  keep(log: Element): boolean {
    this.#sizes.watch(log);
    if (this.isAtEnd) this.#goToEnd(log);
    else if (this.#place !== undefined) goTo(log, this.#place);
    // What was loaded above is put there before somebody scrolls to it.
    return !this.isAtEnd && this.#window.followUp(this.#keys, log);
  }

  /** Nobody reads any more. */
  stop(): void {
    this.#sizes.stop();
  }

  /** The log scrolled. @returns whether something is to be drawn */
  scrolled(log: Element): boolean {
    const was = this.isAtEnd;
    const isAtBottomNow = isAtBottom(log);
    // The end went further down: nobody left it.
    if (was && !isAtBottomNow && log.scrollTop >= this.#endTop) {
      this.#goToEnd(log);
      return false;
    }
    this.isAtEnd = isAtBottomNow && this.start + WINDOW_ROWS >= this.#keys.length;
    if (this.isAtEnd) {
      this.#endTop = log.scrollTop;
      this.#window.toEnd();
      return !was;
    }
    this.#window.hold(this.#keys);
    return this.#window.follow(this.#keys, log) || was;
  }

  toEnd(): void {
    this.isAtEnd = true;
    this.#window.toEnd();
  }

  /** Goes to the rows around one. */
  around(key: string): void {
    this.isAtEnd = false;
    this.#window.around(this.#keys, key);
  }

  #goToEnd(log: Element): void {
    log.scrollTop = log.scrollHeight;
    this.#endTop = log.scrollTop;
  }

  /** The rows by their keys, as windows want them. */
  get #keys(): readonly { readonly key: string }[] {
    const rows = this.rows();
    if (rows !== this.#keyed.rows) {
      this.#keyed = { rows, keys: rows.map((row) => ({ key: keyOf(row) })) };
    }
    return this.#keyed.keys;
  }
}
