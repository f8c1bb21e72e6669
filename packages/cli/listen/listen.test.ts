import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

/** Listens as alice; `packet(key)` resolves when one with that key was written. */
function startListening(...patterns: string[]) {
  const stop = new AbortController();
  let text = '';
  const waiting: { key: string; times: number; resolve: () => void }[] = [];
  const check = (): void => {
    for (const { key, times, resolve } of waiting) {
      if (text.split(`"key":"${key}"`).length > times) resolve();
    }
  };
  const done: Promise<Outcome> = xec(
    ['listen', ...patterns, '--jid', 'alice@localhost', '--service', server.url],
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
    await packet('roster_getlist_handle', 2);
    stop();
    const { code, lines } = await done;
    expect(lines.map(({ content }) => (content as { state?: string }).state)).toContain(
      'reconnecting',
    );
    expect(code).toBe(0);
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
