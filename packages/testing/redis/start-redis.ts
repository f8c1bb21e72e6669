/**
 * A private Redis, as many as wanted, and what can happen to one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findCommand } from '../servers/installed.js';
import { reservePorts, type PortBlock } from '../servers/ports.js';

export interface RedisOptions {
  /** Where it listens, on 127.0.0.1 alone. Default: a port that is free. */
  readonly port?: number;
  /** The folder of its files. Default: one of its own, which `stop` wipes. */
  readonly dir?: string;
  /** Settings, as on its command line: `['--appendonly', 'yes']`. Default: nothing is kept on disk. */
  readonly args?: readonly string[];
}

/** A Redis that runs. It ends with `stop`, or when this process ends, however it ends. */
export interface RunningRedis {
  /** `redis://127.0.0.1:P` */
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again, on its port and with its files, after `kill` or as it runs. */
  restart(): Promise<void>;
  /** Lets no command of any client run for `ms` milliseconds (`CLIENT PAUSE`). */
  pause(ms: number): Promise<void>;
  /** Stops the process; the kernel goes on accepting connections for it. */
  suspend(): void;
  /** Lets it go on. */
  resume(): void;
  /** Sends a command of plain words and gives the first line of the answer, `+OK`. */
  command(line: string): Promise<string>;
  /** Ends it. A second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts a Redis and resolves when it serves. `describeWith('redis-server', …)` is for tests that need
 * it.
 *
 * @throws Error with what it said when it does not start
 */
export async function startRedis(options: RedisOptions = {}): Promise<RunningRedis> {
  const block = options.port === undefined ? await reservePorts() : undefined;
  const port = options.port ?? (block as PortBlock).base; // reserved where none was given
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'xec-redis-')));
  const start = () => run(port, dir, options.args ?? []);
  const tidy = async (): Promise<void> => {
    await block?.release();
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  };
  let child = await start().catch(async (error: unknown) => {
    await tidy();
    throw error;
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.ref(); // who waits for its end must not end before
    child.kill('SIGKILL');
    await ended;
  };
  const stop = async (): Promise<void> => {
    await kill();
    await tidy();
  };
  let stopped: Promise<void> | undefined;
  const command = (line: string) => ask(port, line);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    kill,
    restart: async () => {
      await kill();
      child = await start();
    },
    pause: async (ms) => {
      await command(`CLIENT PAUSE ${ms} ALL`);
    },
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    command,
    stop: () => (stopped ??= stop()),
  };
}

async function run(port: number, dir: string, args: readonly string[]): Promise<ChildProcess> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  // The kernel ends it when the thread that started it ends.
  const command = ['--pdeathsig', 'KILL', findCommand('redis-server') ?? 'redis-server'];
  const child = spawn(findCommand('setpriv') ?? 'setpriv', [...command, ...own, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`redis-server did not start:\n${said.join('\n')}`));
    });
  });
  // A forgotten stop() must not keep this process alive.
  child.unref();
  if (child.stdout instanceof Socket) child.stdout.unref();
  return child;
}

/** Over a connection of its own. */
async function ask(port: number, line: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${line}\r\n`);
    const [answer] = (await once(createInterface({ input: socket }), 'line')) as [string];
    return answer;
  } finally {
    socket.destroy();
  }
}
