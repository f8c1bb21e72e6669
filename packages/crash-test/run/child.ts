import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ChildSettings, Order, Word } from '../child/orders.js';

/** How a child ended: its status, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** A process with sessions, as the supervisor has it. */
export class Child {
  readonly name: string;
  /** Sessions that were given to it, and not taken back. */
  readonly sessions = new Set<string>();
  isPaused = false;
  /** Sessions of it that were online once. */
  readonly online = new Set<string>();
  readonly ended: Promise<Ending>;
  isAlive = true;
  readonly #process: ChildProcess;

  /**
   * @param program path of the file to start
   * @param hear gets what the child says
   */
  constructor(program: string, settings: ChildSettings, hear: (word: Word) => void) {
    this.name = settings.name;
    this.#process = fork(program, [JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#process.on('message', hear as (word: unknown) => void);
    this.#process.on('error', () => undefined); // told by its exit
    this.ended = once(this.#process, 'exit').then(([status, signal]) => {
      this.isAlive = false;
      return (signal ?? status) as Ending; // one of them is there
    });
  }

  /** Whether it has sessions, and all of them were online once. */
  get isWorking(): boolean {
    return this.sessions.size > 0 && [...this.sessions].every((name) => this.online.has(name));
  }

  order(order: Order): void {
    // To one that is being killed an order may not get any more.
    if (this.#process.connected) this.#process.send(order, () => undefined);
  }

  signal(signal: NodeJS.Signals): void {
    if (this.isAlive) this.#process.kill(signal);
  }
}
