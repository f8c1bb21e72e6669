/** Processes of their own, so that what one costs is not counted as another's. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that says one thing when it is ready, and then answers each question with one message. */
export class Worker<Ready, Question extends object, Reply> {
  readonly ready: Ready;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, ready: Ready) {
    this.#process = process;
    this.ready = ready;
  }

  /**
   * Starts `script`, a path from this folder on.
   *
   * @throws Error when it ends before it is ready
   */
  static async start<Ready, Question extends object, Reply>(
    script: string,
    argument?: unknown,
    options: ForkOptions = {},
  ): Promise<Worker<Ready, Question, Reply>> {
    const file = fileURLToPath(new URL(script, import.meta.url));
    const process = fork(file, argument === undefined ? [] : [JSON.stringify(argument)], options);
    return new Worker(process, (await hear(process, script)) as Ready); // what the script sends
  }

  async ask(question: Question): Promise<Reply> {
    const reply = this.next();
    this.#process.send(question);
    return reply;
  }

  /** What it says next, without being asked. */
  async next(): Promise<Reply> {
    return (await hear(this.#process, 'a worker')) as Reply; // as above
  }

  /** Ends it in order; resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#isGone) return;
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    if (this.#isGone) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }

  get #isGone(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}

function hear(process: ChildProcess, what: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      process.off('message', onMessage);
      reject(new Error(`${what} ended with ${String(code)}`));
    };
    const onMessage = (message: unknown): void => {
      process.off('exit', onExit);
      resolve(message);
    };
    process.once('exit', onExit);
    process.once('message', onMessage);
  });
}
