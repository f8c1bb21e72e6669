import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { xec, type Outcome } from '../testing/run-cli.js';

let server: DevServer;

beforeEach(async () => {
  server = await startDevServer({
    accounts: { alice: 'secret', bob: 'secret' },
    roster: { alice: ['bob'] },
    say: () => undefined,
  });
});

afterEach(() => server.close());

const folder = mkdtempSync(join(tmpdir(), 'xec-listen-'));
afterAll(() => rmSync(folder, { recursive: true }));

const chat = (body: string): string =>
  `<message xmlns='jabber:client' type='chat' from='bob@localhost/x'><body>${body}</body></message>`;

/** Listens as alice; `packet(key)` resolves when one with that key was written. */
function startListening(...args: string[]) {
  const stop = new AbortController();
  let text = '';
  const waiting: { key: string; times: number; resolve: () => void }[] = [];
  const check = (): void => {
    for (const { key, times, resolve } of waiting) {
      if (text.split(`"key":"${key}"`).length > times) resolve();
    }
  };
  const done: Promise<Outcome> = xec(
    ['listen', ...args, '--jid', 'alice@localhost', '--service', server.url],
    {
      env: { XEC_PASSWORD: 'secret' },
      signal: stop.signal,
      onOut(written) {
        text += written;
        check();
      },
    },
  );
  const packet = (key: string, times = 1): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ key, times, resolve });
      check();
    });
  return { stop: () => stop.abort(), done, packet };
}

describe('xec listen', () => {
  it('prints each packet that fits once, until interrupted, and ends with 0', async () => {
    const { stop, done, packet } = startListening(
      'roster_*',
      '*_getlist_*',
      'roster_getlist_handle',
    );
    await packet('roster_getlist_handle');
    stop();
    const { code, lines, err } = await done;
    expect(err).toBe('');
    expect(lines.map(({ key }) => key)).toEqual(['roster_getlist_handle']);
    expect(code).toBe(0);
  });

  it('comes back after its socket was cut', async () => {
    const { stop, done, packet } = startListening('session_state', 'roster_getlist_handle');
    await packet('roster_getlist_handle');
    server.disconnect('alice', 'abort');
    await packet('session_state', 9); // four to come online, one that it is lost, and four again
    stop();
    const { code, lines } = await done;
    const states = lines.map(({ content }) => content as { state?: string; resumed?: true });
    expect(states.map(({ state }) => state)).toContain('reconnecting');
    expect(states.some(({ state, resumed }) => state === 'online' && resumed)).toBe(true);
    expect(lines.filter(({ key }) => key === 'roster_getlist_handle')).toHaveLength(1);
    expect(code).toBe(0);
  });

  it('keeps its session in a journal, and writes later what came meanwhile, once', async () => {
    const kept = ['message', '--journal', join(folder, 'kept.xec')];
    const first = startListening('session_state', ...kept);
    await first.packet('session_state', 4);
    server.send('alice@localhost', chat('one'));
    await first.packet('message');
    first.stop();
    expect((await first.done).code).toBe(0);
    server.send('alice@localhost', chat('two'));
    const next = startListening(...kept);
    await next.packet('message');
    server.send('alice@localhost', chat('three'));
    await next.packet('message', 2);
    next.stop();
    const { code, lines, err } = await next.done;
    expect(lines.map(({ content }) => (content as { body: string }).body)).toEqual([
      'two',
      'three',
    ]);
    expect([code, err]).toEqual([0, '']);
  });

  it('ends with 4 when the session is over for good', async () => {
    const { done, packet } = startListening('session_state', 'roster_getlist_handle');
    await packet('roster_getlist_handle');
    server.disconnect('alice', { streamError: 'conflict', text: 'somebody else' });
    const { code, err } = await done;
    expect(err).toContain('the session ended');
    expect(code).toBe(4);
  });

  it('ends with 4 when nobody is there at the start', async () => {
    const { code, err } = await xec(
      ['listen', '*', '--jid', 'alice@localhost', '--service', 'ws://127.0.0.1:1/'],
      { env: { XEC_PASSWORD: 'secret' } },
    );
    expect(err).toContain('ws://127.0.0.1:1/');
    expect(code).toBe(4);
  });
});
