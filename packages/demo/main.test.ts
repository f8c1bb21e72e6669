import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

const main = fileURLToPath(new URL('dist/main.js', import.meta.url));
const started: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'xec-demo-'));
const journal = join(folder, 'journal.xec');

/** Without what npm says about itself, which the tests say themselves. */
const { npm_lifecycle_event: _npm, PORT: _port, ...env } = process.env;

beforeAll(() => {
  if (!existsSync(main)) throw new Error('the demo is not built: npm run build');
});

afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true }));

function start(command: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}) {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(command, args, {
    env: { ...env, XEC_DEMO_JOURNAL: journal, ...extra },
    stdio: [...stdio],
  });
  started.push(child);
  return child;
}

/** All lines up to the one that gives the address, and the address. */
async function address(child: ChildProcess): Promise<{ url: string; lines: string[] }> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    const [, url] = /^Xec is at (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(line) ?? [];
    if (url !== undefined) return { url, lines };
  }
  throw new Error(`no address came, but: ${lines.join('\n')}`);
}

const isServed = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops at %s, with all it started',
    async (signal) => {
      const child = start(process.execPath, [main]);
      const { url, lines } = await address(child);
      expect(await isServed(url)).toBe(true);
      const server = /ws:\S+/.exec(lines.join('\n'))?.[0] ?? '';
      expect(await isServed(server.replace('ws:', 'http:'))).toBe(false); // 426: it is there
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(0);
      expect(await isServed(url)).toBe(false);
    },
    20_000,
  );

  it('does without a journal that another one has, and says so', async () => {
    const first = start(process.execPath, [main]);
    await address(first);
    const { lines } = await address(start(process.execPath, [main]));
    expect(lines.join('\n')).toMatch(
      /What is said now ends with this process: session "friar" is owned by process \d+/,
    );
  }, 20_000);

  it('ends with the npm that started it', async () => {
    // As npm does it: a shell between, which a signal ends without a word to what it started.
    const script = `"${process.execPath}" "${main}" & echo "pid $!"; wait`;
    const shell = start('sh', ['-c', script], { npm_lifecycle_event: 'start' });
    const { url, lines } = await address(shell);
    const pid = Number(/^pid (\d+)$/m.exec(lines.join('\n'))?.[1]);
    shell.kill('SIGKILL');
    await gone(pid);
    expect(await isServed(url)).toBe(false);
  }, 20_000);

  it('listens where it is told, and says so in one line when it cannot', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1').unref();
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const refused = start(process.execPath, [main], { PORT: String(port) });
    let said = '';
    refused.stderr.on('data', (data: Buffer) => (said += data.toString()));
    expect(await once(refused, 'close')).toEqual([1, null]);
    expect(said).toContain(`EADDRINUSE`);
    expect(said.trim().split('\n')).toHaveLength(1);
    taken.close();
    await once(taken, 'close');
    const child = start(process.execPath, [main, '--port', String(port)]);
    expect((await address(child)).url).toBe(`http://127.0.0.1:${port}/`);
  }, 20_000);
});

/** Resolves when no process has that id any more. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
