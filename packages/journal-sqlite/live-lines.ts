import { packText } from './text.js';

/**
 * What a line says behind its letter. Its fields are kept as they are and put together only when a row is
 * written: most of what a unit costs is the strings that are made for it.
 *
 * Of a class, where a literal would do: V8 puts literals that live as long as requests straight into old
 * memory, where they wait for the next large collection.
 */
class Line {
  /** The key, as a field. */
  readonly key: string;
  first: string;
  second: string | undefined;
  /** It cannot be read: its key is all of it. */
  readonly isDamaged: boolean;
  /** Whether a row holds it, maybe with other fields. */
  isStored = false;
  /** Whether the next row must say it. */
  isFresh = false;
  isGone = false;

  constructor(key: string, first: string, second: string | undefined, isDamaged = false) {
    this.key = key;
    this.first = first;
    this.second = second;
    this.isDamaged = isDamaged;
  }
}

/** Where lines lie by their keys, in the order in which they began. */
export interface LineStore<K> {
  get(key: K): Line | undefined;
  /** The key is not there. */
  add(key: K, line: Line): void;
  set(key: K, line: Line): void;
  take(key: K): Line | undefined;
  keys(): Iterable<K>;
  values(): Iterable<Line>;
  entries(): Iterable<readonly [K, Line]>;
}

/** The lines of one kind that are alive, in the order in which they began, and what changed of them. */
export class LiveLines<K extends string | number> {
  readonly #letter: string;
  /** The letter of lines that say that one is gone. */
  readonly #goneLetter: string;
  readonly #lines: LineStore<K>;
  /** Gone ones are among them. */
  #fresh: Line[] = [];
  /** Their keys, as fields. */
  #removals: string[] = [];
  /** The size of all, in characters. */
  size = 0;
  /** The size of what changed, roughly; 0 where nothing did. */
  changeSize = 0;

  constructor(letter: string, goneLetter: string, lines: LineStore<K>) {
    this.#lines = lines;
    this.#letter = letter;
    this.#goneLetter = goneLetter;
  }

  /** A new line, or other fields for one that is there: that one keeps its place. */
  put(key: K, first: string, second?: string): void {
    let line = this.#lines.get(key);
    if (line?.first === first && line.second === second) return;
    if (line === undefined) {
      line = new Line(packKey(key), first, second);
      this.#lines.add(key, line);
    } else {
      this.size -= sizeOf(line);
      line.first = first;
      line.second = second;
    }
    this.size += sizeOf(line);
    this.changeSize += sizeOf(line);
    if (line.isFresh) return;
    line.isFresh = true;
    this.#fresh.push(line);
  }

  remove(key: K): void {
    const line = this.drop(key);
    if (line?.isStored) this.#removals.push(line.key);
  }

  /** Removes a line, where the rows say so otherwise; gives it. */
  drop(key: K): Readonly<Line> | undefined {
    const line = this.#lines.take(key);
    if (line === undefined) return undefined;
    this.size -= sizeOf(line);
    this.changeSize += LINE_SIZE;
    line.isGone = true;
    return line;
  }

  dropAll(): void {
    for (const key of [...this.#lines.keys()]) this.drop(key);
  }

  /** Adds a line that a row holds. */
  restore(key: K, first: string, second?: string, isDamaged = false): void {
    const before = this.#lines.get(key);
    if (before !== undefined) this.size -= sizeOf(before);
    const line = new Line(isDamaged ? String(key) : packKey(key), first, second, isDamaged);
    line.isStored = true;
    this.#lines.set(key, line);
    this.size += sizeOf(line);
  }

  /** What the next row must say: what is gone, then what is new. Each begins with a line feed. */
  takeChanges(row: string[]): void {
    for (const key of this.#removals) row.push('\n', this.#goneLetter, key);
    for (const line of this.#fresh) if (!line.isGone) this.#push(row, line);
    this.forgetChanges();
  }

  /** All lines. Each begins with a line feed. */
  takeAll(row: string[]): void {
    for (const line of this.#lines.values()) this.#push(row, line);
    this.forgetChanges();
  }

  /** The rows say what changed. */
  forgetChanges(): void {
    for (const line of this.#fresh) {
      line.isStored = true;
      line.isFresh = false;
    }
    this.#fresh = [];
    this.#removals = [];
    this.changeSize = 0;
  }

  keys(): Iterable<K> {
    return this.#lines.keys();
  }

  entries(): Iterable<readonly [K, Readonly<Line>]> {
    return this.#lines.entries();
  }

  #push(row: string[], { key, first, second, isDamaged }: Line): void {
    if (isDamaged) row.push('\n', key);
    else if (second === undefined) row.push('\n', this.#letter, key, '\t', first);
    else row.push('\n', this.#letter, key, '\t', first, '\t', second);
  }
}

/** What a line has beside its fields: a letter, a key, separators. Roughly. */
const LINE_SIZE = 30;

const sizeOf = ({ first, second = '' }: Line): number => LINE_SIZE + first.length + second.length;

const packKey = (key: string | number): string =>
  typeof key === 'number' ? String(key) : packText(key);
