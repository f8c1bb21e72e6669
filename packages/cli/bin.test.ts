import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDevServer, type DevServer } from '@xec/devserver';

const bin = fileURLToPath(new URL('./bin/xec.js', import.meta.url));

/** Starts the command as a shell would. What it needs in dist/ is built before the tests run. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    child.emit('written', out);
  });
  child.stderr.resume();
  const done = once(child, 'close').then(([code]) => ({ code: code as number | null, out }));
  return { child, done };
}

describe('the program xec', () => {
  let server: DevServer;
  beforeAll(async () => {
    server = await startDevServer({ accounts: { alice: 'secret' }, say: () => undefined });
  });
  afterAll(() => server.close());

  const login = (): string[] => ['--jid', 'alice@localhost', '--service', server.url];

  it('runs an action and ends by itself', async () => {
    const { child, done } = start(['run', 'ping/server', ...login()], { XEC_PASSWORD: 'secret' });
    child.stdin.end();
    const { code, out } = await done;
    expect(JSON.parse(out)).toMatchObject({ key: 'ping_server_handle' });
    expect(code).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('listens until %s and ends with 0', async (signal) => {
    const { child, done } = start(['listen', 'session_state', ...login()], {
      XEC_PASSWORD: 'secret',
    });
    child.on('written', (out: string) => {
      if (!child.killed && out.includes('"online"')) child.kill(signal);
    });
    const { code, out } = await done;
    expect(out).toContain('"state":"online"');
    expect(code).toBe(0);
  });

  it('leaves its session in a journal at SIGTERM, and goes on with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xec-bin-'));
    const args = ['listen', 'session_state', ...login(), '--journal', join(folder, 'a.xec')];
    for (const how of ['"state":"online"', '"resumed":true']) {
      const { child, done } = start(args, { XEC_PASSWORD: 'secret' });
      child.on('written', (out: string) => {
        if (!child.killed && out.includes(how)) child.kill('SIGTERM');
      });
      expect((await done).code).toBe(0);
    }
    rmSync(folder, { recursive: true });
  }, 20_000);

  it('explains what comes through a pipe, line by line', async () => {
    const { child, done } = start(['explain', '--json']);
    const line = JSON.stringify({
      setup: { jid: 'romeo@montague.example/orchard' },
      stanza: "<presence xmlns='jabber:client' from='é@b.example/😀'/>",
    });
    // The first explanation is there before the second line comes, cut in the middle of a letter.
    const bytes = Buffer.from(`${line}\n${line}\n`);
    const cut = Buffer.from(`${line}\n`).length + line.indexOf('é') + 1;
    child.stdin.write(bytes.subarray(0, cut));
    child.once('written', () => child.stdin.end(bytes.subarray(cut)));
    const { code, out } = await done;
    const [first, second, rest] = out.split('\n');
    expect(first).toContain('"from":"é@b.example/😀"');
    expect(second).toBe(first);
    expect(rest).toBe('');
    expect(code).toBe(0);
  });

  it('ends with 2 where the command line is wrong', async () => {
    const { child, done } = start(['lisen']);
    child.stdin.end();
    expect(await done).toEqual({ code: 2, out: '' });
  });
});
