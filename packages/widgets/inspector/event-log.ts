import type { InspectorEvent } from '../desk/index.js';
import { searchText } from './search-text.js';

/** What stands in one row. */
export type RowContent =
  /** `ring`: where the event's number comes from; each gateway has its own. */
  | { readonly kind: 'event'; readonly event: InspectorEvent; readonly ring: string }
  /** So many events were not told, or are not kept any more. */
  | { readonly kind: 'gap'; readonly count: number }
  /** The gateway was started anew: numbers begin again. */
  | { readonly kind: 'anew' };

/** One row, by a key that rises. */
export type Row = RowContent & { readonly key: number };

/** So many rows are kept: what an inspector costs is the same after a minute and after a day. */
const MOST_ROWS = 5000;
/** They go in steps, so that one more row costs no copy of all. */
const STEP = 500;

/** The last rows, and those of them that hold a text. */
export class EventLog {
  /** Rises with each change. */
  version = 0;
  /** How many rows to show went away at the beginning, so far. */
  gone = 0;
  #all: Row[] = [];
  #shown: Row[] = [];
  #text = '';
  #key = 0;
  readonly #most: number;

  constructor(most = MOST_ROWS) {
    this.#most = most;
  }

  /** The rows to show, oldest first. */
  get rows(): readonly Row[] {
    return this.#shown;
  }

  /** How many are kept, shown or not. */
  get size(): number {
    return this.#all.length;
  }

  add(content: RowContent): void {
    this.#key += 1;
    const row: Row = { ...content, key: this.#key };
    this.#all.push(row);
    if (this.#fits(row)) this.#shown.push(row);
    if (this.#all.length >= this.#most + STEP) this.#drop();
    this.version += 1;
  }

  /** Shows rows that hold `text`, in whatever case. */
  search(text: string): void {
    this.#text = text.trim().toLowerCase();
    this.#shown = this.#all.filter((row) => this.#fits(row));
    this.version += 1;
  }

  clear(): void {
    this.#all = [];
    this.#shown = [];
    this.version += 1;
  }

  #fits(row: Row): boolean {
    if (this.#text === '' || row.kind !== 'event') return true;
    return searchText(row.event).includes(this.#text);
  }

  #drop(): void {
    this.#all = this.#all.slice(-this.#most);
    const first = this.#all[0]?.key ?? 0;
    const before = this.#shown.length;
    this.#shown = this.#shown.filter(({ key }) => key >= first);
    this.gone += before - this.#shown.length;
  }
}
