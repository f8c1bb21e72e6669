import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** How much of what it said is told where it did not start, in characters. */
const MOST_SAID = 2000;

/** What `npm start` runs, in a process of its own that can be killed, with a journal that stays. */
export class DemoProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'xec-demo-'));
  readonly #args: readonly string[];
  #child: ChildProcess | undefined = undefined;
  #url = '';

  private constructor(args: readonly string[]) {
    this.#args = args;
  }

  /** @param args beside those for port and journal; none: the demo with its own server */
  static async start(args: readonly string[] = []): Promise<DemoProcess> {
    const made = new DemoProcess(args);
    await made.startAgain();
    return made;
  }

  /** The page's address: the same after each start. */
  get url(): string {
    return this.#url;
  }

  /** Starts it with what it has stored, where it was killed; else does nothing. */
  async startAgain(): Promise<void> {
    if (this.#isRunning) return;
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const journal = join(this.#folder, 'journal.xec');
    const args = [main, '--port', port, '--journal', journal, ...this.#args];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    // Warnings of what is cut and killed are no news; what keeps it from starting is.
    let said = '';
    child.stderr.on(
      'data',
      (data: Buffer) => (said = `${said}${data.toString()}`.slice(-MOST_SAID)),
    );
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /^Xec is at (\S+)$/.exec(line) ?? [];
      if (url === undefined) continue;
      this.#url = url;
      return;
    }
    throw new Error(`it ended without an address: ${said}`);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.#isRunning) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  get #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }
}
