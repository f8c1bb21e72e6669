import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { ChildSettings, Command, Word } from './words.js';

/** How long a child may take to say what is waited for. */
const PATIENCE_MS = 20_000;

/** A process with a session, as the test has it that started it. */
export class Child {
  /** All that it said, in order. */
  readonly words: Word[] = [];
  /** Resolves with the signal that ended it, once all it said is here. */
  readonly ended: Promise<NodeJS.Signals | number>;
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  #look: (() => void) | undefined = undefined;
  #isOver = false;

  /** @param main the compiled program */
  constructor(main: string, settings: ChildSettings) {
    this.#process = spawn(process.execPath, [main, JSON.stringify(settings)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // What is told to one that dies is lost.
    this.#process.stdin.on('error', () => undefined);
    const lines = createInterface({ input: this.#process.stdout });
    lines.on('line', (line) => {
      this.words.push(JSON.parse(line) as Word);
      this.#look?.();
    });
    const read = once(lines, 'close');
    this.ended = once(this.#process, 'exit').then(async ([status, signal]) => {
      await read;
      this.#isOver = true;
      this.#look?.();
      return (signal ?? status) as NodeJS.Signals | number; // one of them is there
    });
  }

  tell(command: Command): void {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /** The first word that fits, said already or not. @throws Error when it dies, or says it never */
  until<W extends Word>(fits: (word: Word) => word is W): Promise<W>;
  until(fits: (word: Word) => boolean): Promise<Word>;
  async until(fits: (word: Word) => boolean): Promise<Word> {
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE_MS);
    try {
      for (;;) {
        const word = this.words.find(fits);
        if (word !== undefined) return word;
        if (this.#isOver) throw new Error(`it ended, having said ${JSON.stringify(this.words)}`);
        await new Promise<void>((resolve) => {
          this.#look = resolve;
        });
      }
    } finally {
      clearTimeout(patience);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  kill(): void {
    this.signal('SIGKILL');
  }
}
