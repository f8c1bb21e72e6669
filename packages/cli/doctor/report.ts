import { createColors } from 'picocolors';
import type { Io } from '../io.js';

/** Writes what was found, one line a finding, advice below it; remembers whether all is well. */
export class Report {
  #isWell = true;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  /** Whether nothing bad was found. */
  get isWell(): boolean {
    return this.#isWell;
  }

  good(text: string): void {
    this.#write(createColors(this.#io.hasColours).green('✓'), text);
  }

  /** Something that works and could be better, or was not looked at. */
  note(text: string, advice?: string): void {
    this.#write(createColors(this.#io.hasColours).yellow('!'), text, advice);
  }

  bad(text: string, advice?: string): void {
    this.#isWell = false;
    this.#write(createColors(this.#io.hasColours).red('✗'), text, advice);
  }

  #write(mark: string, text: string, advice?: string): void {
    this.#io.out(`${mark} ${text}\n${advice === undefined ? '' : `  → ${advice}\n`}`);
  }
}
