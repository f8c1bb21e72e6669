/**
 * Private Prosody and ejabberd, as many as wanted, each with its own ports and folder.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Stream, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { controls } from './controls.js';
import { skipOr } from './installed.js';
import { reservePorts, type PortBlock } from './ports.js';

/** The servers that other people wrote. */
export type RealServerName = 'prosody' | 'ejabberd';

/** What is not as README.md says. */
export interface ServerSettings {
  /** ejabberd: seconds from one registration to the next of the same address. Default: none. */
  readonly registrationTimeout?: number;
}

/** A server that runs; README.md lists its hosts, accounts and modules. */
export interface RunningServer {
  readonly name: RealServerName;
  /** The main host; `alice`, `bob`, `carol` and `admin` have accounts, password `<name>-pw`. */
  readonly domain: 'localhost';
  /** The host on which strangers make no accounts; `alice` and `bob` are there. */
  readonly closedDomain: 'closed.localhost';
  /** Prosody: the host on which one account can be made in an hour. */
  readonly throttledDomain: string | undefined;
  /** ejabberd: the host that takes no weak passwords, and knows nothing but registration. */
  readonly strictDomain: string | undefined;
  /**
   * ejabberd: the host that asks strangers what a picture shows, and knows nothing but registration. Its
   * pictures are PNG's signature of eight bytes, and the answer.
   */
  readonly captchaDomain: string | undefined;
  /** `ws://127.0.0.1:P/xmpp-websocket` (RFC 7395). */
  readonly ws: string;
  /** TCP with STARTTLS, TCP with TLS, HTTP, HTTPS, and XEP-0114. All on 127.0.0.1. */
  readonly ports: Readonly<Record<'tcp' | 'tls' | 'http' | 'https' | 'component', number>>;
  /** The private authority that signed its certificate, in PEM. */
  readonly ca: string;
  /** Makes an account on {@link domain}; the password is `<name>-pw` when none is given. */
  addUser(name: string, password?: string): Promise<void>;
  /** Ends every stream of that user, as an administrator would. */
  kick(user: string): Promise<void>;
  /** Ends it in order and starts it again, with what it has stored; resolves when it serves logins. */
  restart(): Promise<void>;
  /** Ends it and wipes its folder. A second call does nothing. */
  stop(): Promise<void>;
}

// This module runs from the sources and from dist/; the scripts stand beside the sources.
const scripts = new URL(
  import.meta.url.includes('/dist/') ? '../../servers/' : './',
  import.meta.url,
);
const PORT_TAKEN = 3;

/**
 * Starts a server and resolves when logins are served: Prosody after 0.5 s, ejabberd after 2 s.
 *
 * It ends with `stop()`, or when this process ends, however it ends.
 *
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startServer(
  name: RealServerName,
  settings: ServerSettings = {},
): Promise<RunningServer> {
  for (let tries = 1; ; tries++) {
    const block = await reservePorts();
    const started = await run(name, block.base, settings);
    if (started !== null && typeof started === 'object') return runningServer(name, block, started);
    await block.release();
    if (started !== PORT_TAKEN || tries === 5) {
      throw new Error(`${name} did not start: exit status ${String(started)}, its log is above`);
    }
  }
}

/**
 * {@link startServer}, or `undefined` and one printed line where the package is not installed.
 *
 * @throws Error instead, when `XEC_REQUIRE_SERVERS=1`.
 */
export async function serverOrSkip(name: RealServerName): Promise<RunningServer | undefined> {
  return skipOr(name) ? startServer(name) : undefined;
}

interface Started {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly folder: string;
  /** What `serve` prints. */
  readonly lines: Interface;
  readonly ended: Promise<unknown>;
}

async function runningServer(
  name: RealServerName,
  block: PortBlock,
  { child, folder, lines, ended }: Started,
): Promise<RunningServer> {
  const { base } = block;
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await ended;
    await block.release();
  };
  const restart = async (): Promise<void> => {
    child.ref();
    const ready = once(lines, 'line');
    child.kill('SIGUSR1');
    const winner = await Promise.race([ready, ended.then(() => undefined)]);
    child.unref();
    if (winner === undefined) throw new Error(`${name} did not start again, its log is above`);
  };
  let stopped: Promise<void> | undefined;
  return {
    name,
    domain: 'localhost',
    closedDomain: 'closed.localhost',
    throttledDomain: name === 'prosody' ? 'throttled.localhost' : undefined,
    strictDomain: name === 'ejabberd' ? 'strict.localhost' : undefined,
    captchaDomain: name === 'ejabberd' ? 'captcha.localhost' : undefined,
    ws: `ws://127.0.0.1:${String(base + 2)}/xmpp-websocket`,
    ports: { tcp: base, tls: base + 1, http: base + 2, https: base + 3, component: base + 4 },
    ca: await readFile(`${folder}/certs/ca.crt`, 'utf8'),
    ...controls(name, { base, folder }),
    restart,
    stop: () => (stopped ??= stop()),
  };
}

/** Runs `serve` until it is ready; a number is the status that it ended with before. */
async function run(
  name: RealServerName,
  base: number,
  { registrationTimeout }: ServerSettings,
): Promise<Started | number | null> {
  // `serve` lives as long as its standard input, which the kernel closes when this process dies.
  // In a process group of its own, Control-C does not reach it before it has cleaned up.
  const child = spawn(fileURLToPath(new URL('serve', scripts)), [name, String(base)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: {
      ...process.env,
      ...(registrationTimeout !== undefined && {
        XMPP_REGISTRATION_TIMEOUT: String(registrationTimeout),
      }),
    },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const winner = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
  if (winner === undefined) return child.exitCode;
  const folder = String(winner[0]).replace(/^ready /, '');
  // A forgotten stop() must not keep this process alive.
  child.unref();
  unref(child.stdin);
  unref(child.stdout);
  return { child, folder, lines, ended };
}

/** Node's pipes to children are sockets, with `unref`; their types say streams. */
function unref(pipe: Stream): void {
  if (pipe instanceof Socket) pipe.unref();
}
